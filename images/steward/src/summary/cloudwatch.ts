import { z } from "zod";
import type { CloudWatchFigure, CloudWatchSummarySpec } from "../../../../lib/steward/cloudwatch";
import { measured, metricSpec, type Query, type Span } from "../aws/cloudwatch";
import { publish } from "../aws/sns";
import type { JobOutcome, Verb } from "../verb";
import { type DayFigure, summaryText } from "./text";

const DAY_SECONDS = 86_400;

const metricId = z
  .string()
  .regex(/^[a-z]\w{0,254}$/, "must be letters, digits and underscores, a lower-case letter first");

const figureSpec: z.ZodType<CloudWatchFigure> = z.strictObject({
  label: z.string().min(1),
  unit: z.enum(["count", "percent", "seconds"]).optional(),
  metrics: z.record(metricId, metricSpec),
  expression: z.string().min(1).max(1_024).optional(),
});

/** Writes of the day before, beside the day before that, to a topic. */
export const cloudWatchSummary: Verb<CloudWatchSummarySpec> = {
  spec: z.strictObject({
    title: z.string().min(1),
    region: z.string().min(1),
    figures: z.array(figureSpec),
    topic: z.strictObject({ region: z.string().min(1), arn: z.string().startsWith("arn:") }),
  }),
  job: true,
  run: (spec, stop) => summarise(spec, new Date(), stop),
};

async function summarise(
  { title, region, figures, topic }: CloudWatchSummarySpec,
  now: Date,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const today = new Date(Math.floor(now.getTime() / 1_000 / DAY_SECONDS) * DAY_SECONDS * 1_000);
  const span: Span = { from: daysBefore(today, 2), to: today, period: DAY_SECONDS };
  const written = await Promise.all(figures.map(figure => figureOf(region, figure, span, stop)));
  const text = summaryText(title, daysBefore(today, 1), written);
  await publish(topic, text.subject, text.body, stop);
  const known = written.filter(({ value }) => value !== undefined).length;
  return { message: `wrote ${known} figures to ${topic.arn}`, figures: { figures: known } };
}

async function figureOf(region: string, figure: CloudWatchFigure, span: Span, stop: AbortSignal): Promise<DayFigure> {
  const { label, unit = "count", metrics, expression } = figure;
  const [first = ""] = Object.keys(metrics);
  const result = expression === undefined ? first : "result";
  const queries: Query[] = Object.entries(metrics).map(([id, of]) => ({ id, of, wanted: id === result }));
  if (expression !== undefined) queries.push({ id: result, of: expression, wanted: true });
  const points = (await measured(region, queries, span, stop)).get(result) ?? [];
  const on = (day: Date) => points.find(({ at }) => at.getTime() === day.getTime())?.value;
  return { label, unit, value: on(daysBefore(span.to, 1)), before: on(daysBefore(span.to, 2)) };
}

function daysBefore(day: Date, days: number): Date {
  return new Date(day.getTime() - days * DAY_SECONDS * 1_000);
}
