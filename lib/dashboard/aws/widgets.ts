import * as pulumi from "@pulumi/pulumi";
import type { Metric } from "../../alerts/aws/math";

/** One line of a chart: a metric, and what the legend calls it. */
export interface Line extends Omit<Metric, "stat"> {
  label: string;
  stat: Metric["stat"] | "p50" | "p95" | "SampleCount";
}

/** A chart, before it has its place. */
export interface Chart {
  title: string;
  /** What the axis counts. */
  unit: string;
  lines: readonly Line[];
  /** What is drawn in place of the lines: metric math over `m1`, `m2` …, which are the lines in their order. @default - the lines */
  drawn?: { expression: string; label: string };
  /** The figure from which on somebody is told. @default - none */
  limit?: pulumi.Input<number> | false | undefined;
  /** Which end is the bad one. @default "highest" */
  worst?: "highest" | "lowest";
  /** Seconds to a point. @default 300 */
  period?: number;
  /** Whether it gives way to others where there is no room for all. @default false */
  minor?: boolean;
  /** Where the metrics are. @default - where the page is made for */
  region?: string;
}

/** A widget, before it has its place. */
export interface Widget {
  type: "metric" | "alarm" | "log";
  width: number;
  height: number;
  /** What gives way where CloudWatch's limits leave no room for all: the highest goes first. */
  rank: 0 | 1 | 2;
  properties: { title: string; metrics?: readonly (readonly unknown[])[] } & Record<string, unknown>;
}

/** Lines that can be told apart in one chart; of more, those that are worst are drawn. */
export const MOST_LINES = 10;

/** Entries of one chart: CloudWatch takes 500, of which one is the expression that finds the worst. */
const MOST_ENTRIES = 499;

/** One widget, or where there are more lines than one may have, several. */
export function chart(what: Chart, region: pulumi.Input<string>): Widget[] {
  const parts = Math.ceil(what.lines.length / MOST_ENTRIES);
  return Array.from({ length: parts }, (_, index) => {
    const lines = what.lines.slice(index * MOST_ENTRIES, (index + 1) * MOST_ENTRIES);
    const title = parts > 1 ? `${what.title} (${index + 1} of ${parts})` : what.title;
    return widget({ ...what, title, lines }, region);
  });
}

function widget(
  { title, unit, lines, drawn, limit = false, period = 300, ...what }: Chart,
  region: pulumi.Input<string>,
) {
  const many = lines.length > MOST_LINES;
  const worst = what.worst ?? "highest";
  const computed = drawn ?? (many ? { expression: SORTED[worst] } : undefined);
  const made: Widget = {
    type: "metric",
    width: 8,
    height: 6,
    rank: rankOf(many, what.minor),
    properties: {
      title: many ? `${title}: the ${MOST_LINES} ${worst}` : title,
      view: "timeSeries",
      stacked: false,
      region: what.region ?? region,
      period,
      metrics: [
        ...(computed ? [[computed]] : []),
        ...lines.map((line, index) => entry(line, index, computed !== undefined)),
      ],
      yAxis: { left: { label: unit, showUnits: false, min: 0 } },
      ...(limit !== false && { annotations: { horizontal: [{ label: "somebody is told", value: limit }] } }),
    },
  };
  return made;
}

function rankOf(many: boolean, minor = false): Widget["rank"] {
  if (!many) return 0;
  return minor ? 2 : 1;
}

/** Metric math knows how to find the worst of lines (Amazon CloudWatch user guide, "Using metric math", SORT). */
const SORTED = {
  highest: `SORT(METRICS(), MAX, DESC, ${MOST_LINES})`,
  lowest: `SORT(METRICS(), MIN, ASC, ${MOST_LINES})`,
};

/** A metric in the form of a dashboard's body: namespace, name, each dimension and its value, and how it is drawn. */
function entry({ namespace, metricName, dimensions, label, stat }: Line, index: number, hidden: boolean): unknown[] {
  const how = { label, stat, ...(hidden && { id: `m${index + 1}`, visible: false }) };
  return [namespace, metricName, ...Object.entries(dimensions).flat(), how];
}

/** Alarms of one widget (Amazon CloudWatch API reference, "Dashboard body structure and syntax"). */
export const MOST_ALARMS = 100;

/** The states of alarms, those that stand first. */
export function alarmStates(title: string, alarms: readonly pulumi.Input<string>[], rank: Widget["rank"]): Widget {
  const height = 2 + Math.ceil(alarms.length / 6);
  return { type: "alarm", width: 24, height, rank, properties: { title, alarms, sortBy: "stateUpdatedTimestamp" } };
}

/** What a query of CloudWatch Logs Insights finds in groups of logs. */
export function logLines(
  title: string,
  groups: readonly pulumi.Input<string>[],
  query: string,
  { region, view = "table" }: { region: pulumi.Input<string>; view?: "table" | "timeSeries" },
): Widget {
  const sources = pulumi.all([...groups]).apply(names => names.map(name => `SOURCE '${name}' | `).join(""));
  const width = view === "table" ? 24 : 8;
  const properties = { title, region, view, query: pulumi.interpolate`${sources}${query}` };
  return { type: "log", width, height: 6, rank: 0, properties };
}
