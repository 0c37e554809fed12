import type { SummaryFigure } from "../../steward/summary";
import type { DockerAlertThresholdsArgs } from "./args";
import { DISKS } from "./host";
import { REQUESTS } from "./requests";

/** What the daily summary writes about: each service, what runs, the host, the jobs, and the business. */
export function dailyFigures({ watch, daily }: DockerAlertThresholdsArgs): SummaryFigure[] {
  const services = Object.keys(watch.services ?? {});
  const business = Object.entries(daily?.queries ?? {});
  return [
    ...services.flatMap(watch.proxy === undefined ? () => [] : requestFigures),
    ...watch.endpoints.map(({ service }) => uptime(service)),
    ...(watch.steward === undefined ? [] : RUNNING),
    DISK,
    ...business.map(([label, query]) => ({ label, query })),
  ];
}

function requestFigures(service: string): SummaryFigure[] {
  const of = `{server="${service}"}`;
  const whole = (figure: string) => `sum(sum_over_time(${figure}${of}[1d:1m]))`;
  const buckets = `caddy_http_request_duration_seconds_bucket{handler="reverse_proxy",server="${service}"}`;
  return [
    { label: `${service}: requests`, query: `round(${whole(REQUESTS.total)})` },
    {
      label: `${service}: answered 5xx`,
      unit: "percent",
      query: `100 * ${whole(REQUESTS.errors)} / ${whole(REQUESTS.total)}`,
    },
    {
      label: `${service}: slowest hundredth`,
      unit: "seconds",
      query: `histogram_quantile(0.99, sum by (le) (increase(${buckets}[1d])))`,
    },
  ];
}

function uptime(service: string): SummaryFigure {
  const probes = `probe_success{of="${service}",job=~".*-outside-.*"}`;
  return {
    label: `${service}: answered from outside`,
    unit: "percent",
    query: `100 * avg(avg_over_time(${probes}[1d]))`,
  };
}

const RUNNING: SummaryFigure[] = [
  {
    label: "restarts",
    query: 'round(sum(increase(daytwo_container_restarts_total{role=~"service|worker|database"}[1d])))',
  },
  { label: "jobs whose last run failed", query: "count(daytwo_job_last_exit_code != 0) or vector(0)" },
  {
    label: "hours since the last backup",
    query: 'floor((time() - max(daytwo_job_last_success_timestamp_seconds{job=~"backup-.*"})) / 3600)',
  },
];

const DISK: SummaryFigure = {
  label: "fullest disk",
  unit: "percent",
  query: `100 * max(1 - node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}})`,
};
