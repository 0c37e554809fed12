import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { chunks } from "../../common/chunks";
import type { RequestFigures } from "../index";
import type { AwsDetails } from "./details";
import type { System } from "./system";

/** Most queries in one request (Amazon CloudWatch API reference, "GetMetricData"). */
const QUERIES_LIMIT = 500;

/** What a balancer counts for each target group, and how it is put together (Elastic Load Balancing user guide, "CloudWatch metrics"). */
const FIGURES = [
  { figure: "requests", metric: "RequestCount", stat: "Sum" },
  { figure: "clientErrors", metric: "HTTPCode_Target_4XX_Count", stat: "Sum" },
  { figure: "serverErrors", metric: "HTTPCode_Target_5XX_Count", stat: "Sum" },
  { figure: "p50", metric: "TargetResponseTime", stat: "p50" },
  { figure: "p95", metric: "TargetResponseTime", stat: "p95" },
  { figure: "p99", metric: "TargetResponseTime", stat: "p99" },
] as const;

type Figure = (typeof FIGURES)[number]["figure"];

/** What a balancer answered by itself: no target was there to take the request, which is not counted among the others. */
const UNANSWERED = "HTTPCode_ELB_5XX_Count";

/** One figure of one service, at one target group or, without, at the balancer itself. */
interface Measure {
  service: string;
  figure: Figure;
  metric: string;
  stat: string;
  targetGroup?: string;
}

/**
 * Requests by service since a moment, in steps as CloudWatch keeps them for its age. Of several points in time, and of the
 * two groups of a blue-green pair, the percentiles are the worst one's: they cannot be added up.
 */
export async function requestFigures(system: System, since: Date): Promise<RequestFigures[]> {
  const { services } = system.details;
  const measures = measuresOf(system.details);
  const values = await measured(system, measures, since);
  const names = Object.entries(services).flatMap(([name, { front }]) => (front ? name : []));
  return names.map(service => figuresOf(service, figure => valuesOf(service, figure, measures, values)));
}

/**
 * A step of about the whole range, in seconds: the fewer steps, the truer the percentiles. Of ages above 15 days CloudWatch
 * keeps points of 5 minutes, above 63 days of an hour (Amazon CloudWatch API reference, "GetMetricData").
 */
export function periodFor(since: Date, now: Date): number {
  const age = Math.max(60, (now.getTime() - since.getTime()) / 1_000);
  const day = 86_400;
  const step = age > 63 * day ? 3_600 : age > 15 * day ? 300 : 60;
  return Math.min(day, Math.ceil(age / step) * step);
}

function measuresOf({ services, balancer }: AwsDetails): Measure[] {
  const fronts = Object.entries(services).flatMap(([service, { front }]) => (front ? [{ service, ...front }] : []));
  const answered = fronts.flatMap(({ service, targetGroups }) =>
    targetGroups.flatMap(group => FIGURES.map(figure => ({ service, ...figure, targetGroup: suffixOf(group) }))),
  );
  const [only, ...others] = fronts;
  // Of several services nobody knows whose requests they were.
  if (!only || others.length > 0 || balancer?.shared) return answered;
  const unanswered = (["requests", "serverErrors"] as const).map(figure => {
    return { service: only.service, figure, metric: UNANSWERED, stat: "Sum" };
  });
  return [...answered, ...unanswered];
}

function queryOf(
  { metric, stat, targetGroup }: Measure,
  index: number,
  LoadBalancer: string,
  Period: number,
): MetricDataQuery {
  const dimensions = { LoadBalancer, ...(targetGroup !== undefined && { TargetGroup: targetGroup }) };
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: "AWS/ApplicationELB", MetricName: metric, Dimensions };
  return { Id: idOf(index), MetricStat: { Metric, Period, Stat: stat } };
}

function idOf(index: number): string {
  return `m${index}`;
}

/** `arn:…:targetgroup/shop-web/1a2b` → `targetgroup/shop-web/1a2b` */
function suffixOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

async function measured(
  system: System,
  measures: readonly Measure[],
  since: Date,
): Promise<ReadonlyMap<string, number[]>> {
  const now = new Date();
  const balancer = system.details.balancer?.arnSuffix ?? "";
  const queries = measures.map((measure, index) => queryOf(measure, index, balancer, periodFor(since, now)));
  const values = new Map<string, number[]>();
  for (const part of chunks(queries, QUERIES_LIMIT)) {
    const request = { MetricDataQueries: part, StartTime: since, EndTime: now };
    for await (const page of system.clients.cloudwatch().paginateGetMetricData(request)) {
      for (const { Id = "", Values = [] } of page.MetricDataResults ?? [])
        values.set(Id, [...(values.get(Id) ?? []), ...Values]);
      system.goOn("not all was read");
    }
  }
  return values;
}

function valuesOf(
  service: string,
  figure: Figure,
  measures: readonly Measure[],
  values: ReadonlyMap<string, number[]>,
): number[] {
  const ids = measures.flatMap((measure, index) =>
    measure.service === service && measure.figure === figure ? idOf(index) : [],
  );
  return ids.flatMap(id => values.get(id) ?? []);
}

function figuresOf(service: string, of: (figure: Figure) => number[]): RequestFigures {
  const sum = (figure: Figure) => of(figure).reduce((total, value) => total + value, 0);
  const worst = (figure: Figure) => (of(figure).length > 0 ? Math.max(...of(figure)) : undefined);
  return {
    service,
    requests: sum("requests"),
    clientErrors: sum("clientErrors"),
    serverErrors: sum("serverErrors"),
    p50: worst("p50"),
    p95: worst("p95"),
    p99: worst("p99"),
  };
}
