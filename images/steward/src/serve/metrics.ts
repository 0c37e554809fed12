import type { Job } from "./jobs";
import { Schedule } from "./schedule";
import type { Watched } from "./watch";

type Labels = Readonly<Record<string, string>>;
type Value = readonly [labels: Labels, value: number | undefined];

/** What Prometheus reads: the jobs, and the containers that run. */
export function metricsText(jobs: readonly Job[], watched: readonly Watched[], now: Date): string {
  return [...jobMetrics(jobs, now), ...containerMetrics(watched)].join("");
}

function jobMetrics(jobs: readonly Job[], now: Date): string[] {
  const each = (value: (job: Job) => number | undefined): Value[] => jobs.map(job => [{ job: job.name }, value(job)]);
  const last = ({ record }: Job) => record.runs.at(-1);
  return [
    gauge(
      "daytwo_job_last_exit_code",
      "Exit code of the last run.",
      each(job => last(job)?.exitCode),
    ),
    gauge(
      "daytwo_job_last_end_timestamp_seconds",
      "When the last run ended; of a scheduled job that never ran, since when it is known.",
      each(job => seconds(last(job)?.endedAt ?? (job.container.schedule && job.record.seenAt))),
    ),
    gauge(
      "daytwo_job_last_success_timestamp_seconds",
      "When the last run that went well ended.",
      each(({ record }) => seconds(record.lastSuccessAt)),
    ),
    gauge(
      "daytwo_job_last_duration_seconds",
      "How long the last run took.",
      each(job => durationOf(last(job))),
    ),
    gauge(
      "daytwo_job_interval_seconds",
      "The longest time between two runs, by the schedule.",
      each(({ container: { schedule } }) => (schedule ? new Schedule(schedule).longestPause(now) : undefined)),
    ),
    gauge(
      "daytwo_job_running",
      "1 while it runs.",
      each(({ running }) => Number(running)),
    ),
    counter(
      "daytwo_job_missed_total",
      "Times it was due and not started.",
      each(({ record }) => record.missed),
    ),
  ];
}

function containerMetrics(watched: readonly Watched[]): string[] {
  const each = (value: (container: Watched) => number | undefined): Value[] =>
    watched.map(container => {
      const { of, role, name } = container.seen;
      return [{ of, role, container: name }, value(container)];
    });
  return [
    gauge(
      "daytwo_container_cpu_ratio",
      "Processor time used, of its limit.",
      each(({ usage }) => usage?.cpu),
    ),
    gauge(
      "daytwo_container_memory_ratio",
      "Memory used, of its limit.",
      each(({ usage }) => usage?.memory),
    ),
    gauge(
      "daytwo_container_running",
      "1 while it runs.",
      each(({ seen }) => Number(seen.running && !seen.restarting)),
    ),
    counter(
      "daytwo_container_restarts_total",
      "Starts anew by Docker.",
      each(({ seen }) => seen.restarts),
    ),
    counter(
      "daytwo_container_oom_kills_total",
      "Ends for want of memory.",
      each(({ oomKills }) => oomKills),
    ),
  ];
}

function seconds(time: string | undefined): number | undefined {
  return time ? Date.parse(time) / 1_000 : undefined;
}

function durationOf(run: { startedAt: string; endedAt: string } | undefined): number | undefined {
  return run && (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1_000;
}

const gauge = (name: string, help: string, values: Value[]) => written(name, "gauge", help, values);
const counter = (name: string, help: string, values: Value[]) => written(name, "counter", help, values);

function written(name: string, type: string, help: string, values: readonly Value[]): string {
  const lines = values.flatMap(([labels, value]) =>
    value === undefined ? [] : [`${name}${pairs(labels)} ${value}\n`],
  );
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function pairs(labels: Labels): string {
  const escaped = (text: string) => text.replace(/[\\"\n]/g, sign => (sign === "\n" ? "\\n" : `\\${sign}`));
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(",")}}`;
}
