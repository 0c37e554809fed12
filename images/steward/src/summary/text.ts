import type { CloudWatchFigure } from "../../../../lib/steward/cloudwatch";

/** A figure of a day and of the day before; not there when nothing was measured. */
export interface DayFigure {
  label: string;
  unit: NonNullable<CloudWatchFigure["unit"]>;
  value: number | undefined;
  before: number | undefined;
}

const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const SUFFIX = { count: "", percent: " %", seconds: " s" };

/** A summary as plain text, a line a figure. */
export function summaryText(
  title: string,
  day: Date,
  figures: readonly DayFigure[],
): { subject: string; body: string } {
  const width = Math.max(0, ...figures.map(({ label }) => label.length));
  const lines = figures.map(figure => `${figure.label.padEnd(width)}  ${written(figure)}`);
  const heading = `${title}: ${DAY.format(day)} (UTC)`;
  return { subject: `Daily summary of ${title}`, body: [heading, "", ...lines, ""].join("\n") };
}

function written({ value, before, unit }: DayFigure): string {
  const inUnit = (figure: number) => `${NUMBER.format(figure)}${SUFFIX[unit]}`;
  if (value === undefined) return "nothing was measured";
  return before === undefined ? inUnit(value) : `${inUnit(value)} (${inUnit(before)} the day before)`;
}
