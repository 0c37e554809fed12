import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { SummaryFigure, SummarySpec } from "../../../../lib/steward/summary";
import { Failure } from "../failure";
import type { JobOutcome, Verb } from "../verb";
import { type DayFigure, summaryText } from "./text";

const DAY_MILLISECONDS = 86_400_000;

/** Prometheus or Alertmanager may just be starting again. */
const ATTEMPTS = 6;
const PAUSE_MILLISECONDS = 2_000;

/** How long the summary stands in Alertmanager, which sends it at once. */
const STANDS_MILLISECONDS = 300_000;

const figure: z.ZodType<SummaryFigure> = z.strictObject({
  label: z.string().min(1),
  query: z.string().min(1),
  unit: z.enum(["count", "percent", "seconds"]).optional(),
});

const answer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

/** Writes of the day before, beside the day before that, to the people of the severity `daily`. */
export const summary: Verb<SummarySpec> = {
  spec: z.strictObject({
    prometheus: z.url(),
    alertmanager: z.url(),
    application: z.string().min(1),
    environment: z.string().min(1),
    figures: z.array(figure),
  }),
  job: true,
  run: (spec, stop) => summarise(spec, stop, new Date()),
};

/** The same, at a given time and with a given patience. */
export async function summarise(
  spec: SummarySpec,
  stop: AbortSignal,
  now: Date,
  pause = PAUSE_MILLISECONDS,
): Promise<JobOutcome> {
  const today = Math.floor(now.getTime() / DAY_MILLISECONDS) * DAY_MILLISECONDS;
  const web = new Web(stop, pause);
  const refused: string[] = [];
  const written: DayFigure[] = [];
  for (const { label, unit = "count", query } of spec.figures) {
    const on = (end: number) => valueAt(web, spec.prometheus, query, end);
    try {
      written.push({ label, unit, value: await on(today), before: await on(today - DAY_MILLISECONDS) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(`${label}: ${error.message}`);
      written.push({ label, unit, value: undefined, before: undefined });
    }
  }
  const day = new Date(today - DAY_MILLISECONDS);
  await post(web, spec, day, summaryText(`${spec.application}, ${spec.environment}`, day, written), now);
  if (refused.length > 0) throw new Failure(`the summary went out without ${refused.join("; ")}`);
  return { message: `wrote ${written.length} figures`, figures: { figures: written.length } };
}

/** What came is no number, or nothing came: the day has no such figure. */
async function valueAt(web: Web, prometheus: string, query: string, end: number): Promise<number | undefined> {
  const parameters = new URLSearchParams({ query, time: String(end / 1_000) });
  const { data } = answer.parse(await web.ask(`${prometheus}/api/v1/query?${parameters}`));
  const value = Number(data.result[0]?.value[1] ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

async function post(web: Web, spec: SummarySpec, day: Date, text: { subject: string; body: string }, now: Date) {
  const { application, environment } = spec;
  const labels = { alertname: "DailySummary", severity: "daily", subject: application, application, environment };
  const alert = {
    labels: { ...labels, day: day.toISOString().slice(0, 10) },
    annotations: { summary: text.subject, description: text.body },
    startsAt: now.toISOString(),
    endsAt: new Date(now.getTime() + STANDS_MILLISECONDS).toISOString(),
  };
  await web.ask(`${spec.alertmanager}/api/v2/alerts`, JSON.stringify([alert]));
}

/** An answer that another attempt would not better, such as to a query that is none. */
class Refusal extends Failure {}

/** Asks servers that may just be starting. */
class Web {
  constructor(
    private readonly stop: AbortSignal,
    private readonly pause: number,
  ) {}

  /** Posts `body` where there is one. @throws Failure with the server's own words */
  async ask(url: string, body?: string): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(url, body);
      } catch (error) {
        if (error instanceof Refusal || attempt === ATTEMPTS || this.stop.aborted) throw error;
        await sleep(this.pause, undefined, { signal: this.stop });
      }
    }
  }

  private async once(url: string, body: string | undefined): Promise<unknown> {
    const post = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body };
    const signal = AbortSignal.any([this.stop, AbortSignal.timeout(30_000)]);
    const { host } = new URL(url);
    const response = await fetch(url, { ...post, signal }).catch(error => {
      throw new Failure(`${host} does not answer: ${causeOf(error)}`);
    });
    const text = await response.text();
    if (response.ok) return text === "" ? undefined : JSON.parse(text);
    const said = `${host} answered ${response.status}: ${text.trim().slice(0, 300)}`;
    throw response.status >= 400 && response.status < 500 ? new Refusal(said) : new Failure(said);
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
