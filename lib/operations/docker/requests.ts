import { z } from "zod";
import type { RequestFigures } from "../index";
import { ask } from "./ask";
import { nameOf, type System } from "./system";

const PURPOSE = "requests";

const vector = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
});

/** One figure of one service. */
export interface Sample {
  service: string;
  figure: string;
  value: number;
}

const PERCENTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** Requests by service since a moment, as the proxy counted them and Prometheus kept them. */
export async function requestFigures(
  system: System,
  services: readonly string[],
  since: Date,
): Promise<RequestFigures[]> {
  const prometheus = nameOf(await system.running("prometheus", PURPOSE));
  const range = Math.max(60, Math.ceil((Date.now() - since.getTime()) / 1_000));
  const url = `http://${prometheus}:9090/api/v1/query?query=${encodeURIComponent(requestsQuery(services, range))}`;
  const { data } = vector.parse(await ask(system, PURPOSE, url));
  const samples = data.result.map(({ metric, value: [, value] }) => ({
    service: metric.server ?? "",
    figure: metric.figure ?? "",
    value: Number(value),
  }));
  return services.map(service => figuresOf(service, samples));
}

/**
 * All figures in one query, each under the label `figure`. Up to Caddy 2.6 what got no answer from the service stands in
 * `requests_total` and `request_errors_total` alone; from 2.7 on with its status in the histogram.
 */
export function requestsQuery(services: readonly string[], rangeSeconds: number): string {
  const sum = (by: string, metric: string, more = "") => {
    const which = `{handler="reverse_proxy",server=~"${services.join("|")}"${more}}`;
    return `sum by (${by}) (${grown(`caddy_http_${metric}${which}`, rangeSeconds)})`;
  };
  const buckets = sum("server, le", "request_duration_seconds_bucket");
  const percentiles = Object.entries(PERCENTILES).map(([name, share]) => [
    name,
    `histogram_quantile(${share}, ${buckets})`,
  ]);
  const figures: Record<string, string> = {
    total: sum("server", "requests_total"),
    answered: sum("server", "request_duration_seconds_count"),
    failed: sum("server", "request_errors_total"),
    clientErrors: sum("server", "request_duration_seconds_count", ',code=~"4.."'),
    serverErrors: sum("server", "request_duration_seconds_count", ',code=~"5.."'),
    ...Object.fromEntries(percentiles),
  };
  return Object.entries(figures)
    .map(([name, expr]) => marked(expr, "figure", name))
    .join(" or ");
}

/**
 * By how much a counter grew. To `increase` a counter that is new has grown by nothing when it is first seen: its first value
 * comes on top, where it was certainly counted within the range, because the process is younger or was looked at before.
 */
function grown(counter: string, rangeSeconds: number): string {
  const range = `${rangeSeconds}s`;
  const seen = `process_start_time_seconds > (time() - ${rangeSeconds}) or up offset ${range} == 1`;
  const first = `(min_over_time(${counter}[${range}]) unless ${counter} offset ${range}) and on (instance) (${seen})`;
  return `${marked(`increase(${counter}[${range}])`, "part", "grown")} or ${marked(first, "part", "first")}`;
}

function marked(expr: string, label: string, value: string): string {
  return `label_replace(${expr}, "${label}", "${value}", "", "")`;
}

/** A service's figures out of the samples; a service without requests has none of its own. */
export function figuresOf(service: string, samples: readonly Sample[]): RequestFigures {
  const found = new Map(
    samples.filter(sample => sample.service === service).map(({ figure, value }) => [figure, value]),
  );
  const count = (figure: string) => Math.max(0, found.get(figure) ?? 0);
  const seconds = (figure: string) => {
    const value = found.get(figure);
    return value === undefined || Number.isNaN(value) ? undefined : value;
  };
  const unanswered = Math.max(0, Math.min(count("total") - count("answered"), count("failed")));
  return {
    service,
    requests: Math.round(count("total")),
    clientErrors: Math.round(count("clientErrors")),
    serverErrors: Math.round(count("serverErrors") + unanswered),
    p50: seconds("p50"),
    p95: seconds("p95"),
    p99: seconds("p99"),
  };
}
