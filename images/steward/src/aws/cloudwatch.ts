import { z } from "zod";
import type { CloudWatchMetric } from "../../../../lib/steward/cloudwatch";
import { ask } from "./api";

export const metricSpec: z.ZodType<CloudWatchMetric> = z.strictObject({
  namespace: z.string().min(1),
  name: z.string().min(1),
  dimensions: z.record(z.string(), z.string()).optional(),
  statistic: z.string().min(1),
});

/** What is asked of CloudWatch: metrics by id, and expressions over them. */
export interface Query {
  id: string;
  /** A metric, or a metric-math expression over others' ids. */
  of: CloudWatchMetric | string;
  /** Whether its values are wanted, or only others' expressions use it. */
  wanted: boolean;
}

/** From when to when, and in what steps of seconds. */
export interface Span {
  from: Date;
  to: Date;
  period: number;
}

export interface Point {
  at: Date;
  value: number;
}

const answer = z.object({
  MetricDataResults: z.array(
    z.object({
      Id: z.string(),
      Values: z.array(z.number()).default([]),
      Timestamps: z.array(z.number()).default([]),
    }),
  ),
  NextToken: z.string().optional(),
});

/**
 * What was measured, by the queries' ids and oldest first. In the JSON protocol that AWS's own client speaks.
 *
 * @throws Failure when CloudWatch refuses
 */
export async function measured(
  region: string,
  queries: readonly Query[],
  span: Span,
  stop: AbortSignal,
): Promise<ReadonlyMap<string, readonly Point[]>> {
  const found = new Map<string, Point[]>();
  let token: string | undefined;
  do {
    const page = answer.parse(JSON.parse(await ask(request(region, queries, span, token), stop)));
    for (const { Id, Values, Timestamps } of page.MetricDataResults)
      found.set(Id, [
        ...(found.get(Id) ?? []),
        ...Values.map((value, index) => ({ value, at: moment(Timestamps[index]) })),
      ]);
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

function request(region: string, queries: readonly Query[], { from, to, period }: Span, token: string | undefined) {
  const body = JSON.stringify({
    MetricDataQueries: queries.map(query => queryOf(query, period)),
    StartTime: from.getTime() / 1_000,
    EndTime: to.getTime() / 1_000,
    ScanBy: "TimestampAscending",
    ...(token !== undefined && { NextToken: token }),
  });
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "GraniteServiceVersion20100801.GetMetricData",
  };
  return { service: "monitoring", id: "CLOUDWATCH", region, headers, body };
}

function queryOf({ id, of, wanted }: Query, Period: number): object {
  if (typeof of === "string") return { Id: id, Expression: of, Period, ReturnData: wanted };
  const { namespace, name, dimensions = {}, statistic } = of;
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: name, Dimensions };
  return { Id: id, MetricStat: { Metric, Period, Stat: statistic }, ReturnData: wanted };
}

function moment(seconds = 0): Date {
  return new Date(seconds * 1_000);
}
