import type { AlertRule, Monitoring } from "../../common/docker/monitoring";

export interface WatchedLogs {
  /** The component's name, which is that of the scrape job. */
  name: string;
  /** "host:port" of the collector's metrics. */
  metrics: string;
  sources: readonly string[];
  errorThreshold: number;
  /** Whether nothing else looks at the host and at what gives no metrics. */
  alone: boolean;
}

/** What is to be watched of the logs, and told of. */
export function logMonitoring({ name, metrics, sources, errorThreshold, alone }: WatchedLogs): Monitoring {
  const rules = [
    ...sources.map(source => errorLines(name, source, errorThreshold)),
    blocked(name),
    ...(alone ? [gone(name), full(name)] : []),
  ];
  return { scrapes: [{ job: name, targets: [metrics] }], rules: [{ name: `${name}-logs`, rules }] };
}

function errorLines(job: string, source: string, threshold: number): AlertRule {
  return {
    alert: "ErrorLines",
    severity: "degradation",
    subject: source,
    expr: `sum(increase(daytwo_log_error_lines_total{job="${job}",source="${source}"}[5m])) >= ${threshold}`,
    part: true,
    summary: `${source} logged ${threshold} or more error lines within 5 minutes.`,
    description: 'First: read them with "daytwo errors".',
  };
}

function blocked(job: string): AlertRule {
  return {
    alert: "LogsNotWritten",
    severity: "warning",
    subject: "logs",
    expr: `max(daytwo_log_write_blocked{job="${job}"}) == 1`,
    forSeconds: 60,
    summary: "The collector cannot write; lines wait in Docker's memory, and are lost when it is full.",
    description: "First: see the collector's own log for the reason; most likely the disk is full.",
  };
}

function gone(job: string): AlertRule {
  return {
    alert: "CollectorDown",
    severity: "warning",
    subject: "logs",
    expr: `(max(up{job="${job}"}) or vector(0)) < 1`,
    forSeconds: 120,
    summary:
      "The log collector has not answered for 2 minutes; lines wait in Docker's memory, and are lost when it is full.",
    description: "First: see whether its container runs, and its log.",
  };
}

/** The share of free disk under which it is told of, and for how long. */
const LEAST_FREE = 0.1;

function full(job: string): AlertRule {
  return {
    alert: "LogDiskFull",
    severity: "warning",
    subject: "logs",
    expr: `min(daytwo_log_disk_free_bytes{job="${job}"} / daytwo_log_disk_size_bytes{job="${job}"}) < ${LEAST_FREE}`,
    forSeconds: 900,
    summary: `The disk that logs are kept on has been less than ${LEAST_FREE * 100} % free for 15 minutes.`,
    description: "First: see what grew; keep logs for a shorter time, or give the host a larger disk.",
  };
}
