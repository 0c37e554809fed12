import type { Thresholds } from "../../alerts/defaults";
import { REQUESTS } from "../../alerts/docker/requests";
import type { DockerWatch } from "../../target/docker/watch";
import type { Row } from "./panels";
import { database, host, logs } from "./system";

/** Everything that is watched, on one page: what users meet first, then what may be the reason. */
export function rowsOf(watch: DockerWatch, figures: Thresholds): Row[] {
  const { proxy, steward, services = {} } = watch;
  return [
    ...(proxy === undefined || Object.keys(services).length === 0 ? [] : [requests(figures)]),
    health(),
    ...(steward === undefined ? [] : [containers(figures), jobs()]),
    host(figures),
    database(figures),
    logs(),
  ];
}

function requests({ errorRate, clientErrorRate, responseTime }: Thresholds): Row {
  const share = (figure: string) => [{ expr: `100 * ${figure} / (${REQUESTS.total} > 0)`, legend: "{{server}}" }];
  const seconds = (figure: string) => [{ expr: figure, legend: "{{server}}" }];
  return {
    title: "Requests",
    panels: [
      { title: "Requests", description: "A minute, by service.", unit: "reqpm", lines: seconds(REQUESTS.total) },
      {
        title: "Answered 5xx",
        description: "Or not at all.",
        unit: "percent",
        lines: share(REQUESTS.errors),
        limit: errorRate,
      },
      {
        title: "Answered 4xx",
        description: "A client's mistake, or a broken link.",
        unit: "percent",
        lines: share(REQUESTS.clientErrors),
        limit: clientErrorRate,
      },
      { title: "Time, half", description: "Half of the answers take less.", unit: "s", lines: seconds(REQUESTS.p50) },
      { title: "Time, 95 %", description: "One in twenty takes longer.", unit: "s", lines: seconds(REQUESTS.p95) },
      {
        title: "Time, 99 %",
        description: "One in a hundred takes longer.",
        unit: "s",
        lines: seconds(REQUESTS.p99),
        limit: responseTime,
      },
    ],
  };
}

function health(): Row {
  const probes = (where: string) => `{job=~".*-${where}-.*"}`;
  return {
    title: "Health",
    panels: [
      {
        title: "Answers from outside",
        description: "Share of the probes of the last hour.",
        unit: "percentunit",
        lines: [{ expr: `avg by (of) (avg_over_time(probe_success${probes("outside")}[1h]))`, legend: "{{of}}" }],
      },
      {
        title: "Healthy instances",
        description: "That pass their health check.",
        unit: "short",
        lines: [{ expr: `sum by (of) (probe_success${probes("inside")})`, legend: "{{of}}" }],
      },
      {
        title: "Days left of certificates",
        description: "They are renewed a month before their end.",
        unit: "short",
        lines: [{ expr: "(probe_ssl_earliest_cert_expiry - time()) / 86400", legend: "{{of}}" }],
      },
    ],
  };
}

function containers({ cpu, memory }: Thresholds): Row {
  const used = (metric: string) => [{ expr: `100 * avg by (of) (daytwo_container_${metric}_ratio)`, legend: "{{of}}" }];
  return {
    title: "Containers",
    panels: [
      { title: "CPU", description: "Of what each may use.", unit: "percent", lines: used("cpu"), limit: cpu },
      { title: "Memory", description: "Of what each may use.", unit: "percent", lines: used("memory"), limit: memory },
      {
        title: "Restarts",
        description: "Within ten minutes.",
        unit: "short",
        lines: [{ expr: "sum by (of) (increase(daytwo_container_restarts_total[10m]))", legend: "{{of}}" }],
      },
    ],
  };
}

function jobs(): Row {
  const of = (expr: string) => [{ expr, legend: "{{job}}" }];
  return {
    title: "Jobs and backups",
    panels: [
      {
        title: "Time since the last success",
        description: "Backups among them.",
        unit: "s",
        lines: of("time() - daytwo_job_last_success_timestamp_seconds"),
      },
      { title: "Last run", description: "How long it took.", unit: "s", lines: of("daytwo_job_last_duration_seconds") },
      { title: "Last exit code", description: "0 is well.", unit: "short", lines: of("daytwo_job_last_exit_code") },
    ],
  };
}
