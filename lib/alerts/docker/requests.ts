import type { AlertRule, RecordRule, RuleGroup } from "../../common/docker/monitoring";
import { seconds } from "../../common/duration";
import { type DockerThresholds, inWords } from "./limits";

/**
 * Figures of requests, by service (label `server`, as the proxy has it), over the last minute unless the name says
 * otherwise. Dashboards, the daily summary and the operations ask for them by name.
 */
export const REQUESTS = {
  total: "daytwo:requests:increase1m",
  errors: "daytwo:request_errors:increase1m",
  clientErrors: "daytwo:request_client_errors:increase1m",
  p50: "daytwo:request_seconds:p50_1m",
  p95: "daytwo:request_seconds:p95_1m",
  p99: "daytwo:request_seconds:p99_1m",
} as const;

/** The longest time that the proxy's histogram tells apart: the last of Prometheus's default buckets, which Caddy uses. */
export const LONGEST_SECONDS = 10;

/** The rules on what users meet at the proxy. */
export function requestRules(name: string, services: readonly string[], figures: DockerThresholds): RuleGroup[] {
  if (services.length === 0) return [];
  return [
    { name: `${name}-request-figures`, rules: requestFigures(services) },
    { name: `${name}-requests`, rules: requestAlerts(figures) },
  ];
}

/**
 * Caddy counts each handler of a route; what reaches a service goes through `reverse_proxy`. Up to Caddy 2.6 a request whose
 * service gave no answer stands in `requests_total` and `request_errors_total` alone; from 2.7 on it stands in the histogram
 * with its status as well, and `request_errors_total` also counts clients that went away. So what was not answered is the
 * requests without a status, of which there are none from 2.7 on, and never more than the errors: a status that is counted
 * for the first time is missing from an increase.
 */
function requestFigures(services: readonly string[]): RecordRule[] {
  const which = `handler="reverse_proxy",server=~"${services.join("|")}"`;
  const increase = (metric: string, more = "") =>
    `sum by (server) (increase(caddy_http_${metric}{${which}${more}}[1m]))`;
  const total = increase("requests_total");
  const withStatus = increase("request_duration_seconds_count");
  const failed = increase("request_errors_total");
  const unanswered = `(${total} - (${withStatus} or ${total} * 0))`;
  const quantile = (share: number) =>
    `histogram_quantile(${share}, sum by (server, le) (increase(caddy_http_request_duration_seconds_bucket{${which}}[1m])))`;
  return [
    { record: REQUESTS.total, expr: total },
    {
      record: REQUESTS.errors,
      expr: `(${increase("request_duration_seconds_count", ',code=~"5.."')} or ${total} * 0) + (clamp_min(${unanswered} < ${failed} or ${failed}, 0) or ${total} * 0)`,
    },
    {
      record: REQUESTS.clientErrors,
      expr: `${increase("request_duration_seconds_count", ',code=~"4.."')} or ${total} * 0`,
    },
    { record: REQUESTS.p50, expr: quantile(0.5) },
    { record: REQUESTS.p95, expr: quantile(0.95) },
    { record: REQUESTS.p99, expr: quantile(0.99) },
  ];
}

function requestAlerts(figures: DockerThresholds): AlertRule[] {
  const { errorRate, clientErrorRate, responseTime, minimumRequests, after } = figures;
  const forSeconds = seconds(after.degradation);
  const enough = `${REQUESTS.total} >= ${Math.max(minimumRequests, 1)}`;
  const share = (figure: string) => `100 * ${figure} / (${enough})`;
  const found: (AlertRule | false)[] = [
    errorRate !== false && {
      alert: "RequestsFail",
      severity: "critical",
      joins: "outage",
      subject: "{{ $labels.server }}",
      expr: twoOfThree(`${share(REQUESTS.errors)} > ${errorRate} or ${nothingWorks()}`),
      summary: `More than ${errorRate} % of the requests to {{ $labels.server }} are answered with 5xx, or all of a few are.`,
      description: "First: see in its log what fails; 502 and 504 mean that no instance answers.",
    },
    clientErrorRate !== false && {
      alert: "ClientErrors",
      severity: "degradation",
      part: true,
      subject: "{{ $labels.server }}",
      expr: `${share(REQUESTS.clientErrors)} > ${clientErrorRate}`,
      forSeconds,
      summary: `More than ${clientErrorRate} % of the requests to {{ $labels.server }} are answered with 4xx for ${inWords(after.degradation)}.`,
      description: "First: see which path and status it is: a broken link, an expired login, or somebody probing.",
    },
    responseTime !== false && {
      alert: "SlowAnswers",
      severity: "degradation",
      part: true,
      subject: "{{ $labels.server }}",
      expr: `${REQUESTS.p99} > ${responseTime} and ${enough}`,
      forSeconds,
      summary: `One in a hundred of the requests to {{ $labels.server }} takes longer than ${responseTime} s, for ${inWords(after.degradation)}.`,
      description: "First: compare with its CPU and the load of the database, and with the last release.",
    },
  ];
  return found.filter(rule => rule !== false);
}

/** Below the least traffic a share says nothing, unless nothing worked. */
function nothingWorks(): string {
  return `${REQUESTS.errors} >= ${REQUESTS.total} > 0`;
}

/**
 * Three points a minute apart, of which two must be bad. The range is short of three minutes, because one of three minutes
 * would hold four points when it is looked at on the full minute.
 */
function twoOfThree(bad: string): string {
  return `count_over_time((${bad})[2m59s:1m]) >= 2`;
}
