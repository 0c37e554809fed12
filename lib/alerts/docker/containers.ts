import type { AlertRule, RuleGroup } from "../../common/docker/monitoring";
import { type Duration, seconds } from "../../common/duration";
import type { WatchedWorker } from "../../target/docker/watch";
import { type DockerThresholds, inWords, usageRules } from "./limits";

/** The roles whose containers run the application. */
const RUNS = 'role=~"service|worker"';

/** Starts anew within 10 minutes that are too many. */
const RESTARTS = 3;

/** The rules on the limits and the life of the application's containers. */
export function containerRules(
  name: string,
  workers: Readonly<Record<string, WatchedWorker>>,
  figures: DockerThresholds,
): RuleGroup[] {
  const rules = [
    ...limits(figures),
    restarts(),
    outOfMemory(),
    ...Object.entries(workers).flatMap(each => workerRules(each, figures.after.degradation)),
  ];
  return [{ name: `${name}-containers`, rules }];
}

function limits({ cpu, memory, after }: DockerThresholds): AlertRule[] {
  const rule = (alert: string, what: "cpu" | "memory", name: string, limit: number | false, description: string) => ({
    alert,
    part: true,
    subject: "{{ $labels.of }}",
    used: (window: string) =>
      `100 * avg by (of) (avg_over_time(daytwo_container_${what}_ratio{role=~"service|worker|database|cache"}[${window}]))`,
    limit,
    words: (percent: number) => `{{ $labels.of }} has used more than ${percent} % of its ${name}`,
    description,
  });
  const traffic = "First: see whether the traffic has grown, or a release takes more; then raise cpu or scale.min.";
  const growth = "First: see whether it grows without end, which is a leak, or with the traffic; then raise memory.";
  return usageRules(
    [rule("CpuLimit", "cpu", "CPU", cpu, traffic), rule("MemoryLimit", "memory", "memory", memory, growth)],
    after.warning,
  );
}

/** Whatever the reason, a crash or too little memory: Docker starts it anew, and users meet the gaps. */
function restarts(): AlertRule {
  return {
    alert: "Restarts",
    severity: "degradation",
    part: true,
    subject: "{{ $labels.of }}",
    expr: `sum by (of) (increase(daytwo_container_restarts_total{${RUNS}}[10m])) >= ${RESTARTS}`,
    keepSeconds: 300,
    summary: `{{ $labels.of }} has been started anew {{ $value | printf "%.0f" }} times within 10 minutes.`,
    description: 'First: see why it stops: "daytwo stops" has its exit codes, 137 is too little memory; then its log.',
  };
}

/** The kernel ends a process that wants more than its container's limit, which may be a part of it that nobody misses at once. */
function outOfMemory(): AlertRule {
  return {
    alert: "OutOfMemory",
    severity: "warning",
    part: true,
    subject: "{{ $labels.of }}",
    expr: "sum by (of) (increase(daytwo_container_oom_kills_total[10m])) > 0",
    keepSeconds: 600,
    summary: "A process of {{ $labels.of }} was ended for want of memory.",
    description: "First: raise its memory, or find what grows.",
  };
}

function workerRules([worker, { minimumInstances }]: [string, WatchedWorker], after: Duration): AlertRule[] {
  if (minimumInstances === 0) return [];
  const running = `(sum(daytwo_container_running{role="worker",of="${worker}"}) or vector(0))`;
  const none: AlertRule = {
    alert: "NoRunningWorker",
    severity: "critical",
    joins: "outage",
    subject: worker,
    expr: `${running} < 1`,
    forSeconds: 60,
    summary: `${worker} does not run.`,
    description: "First: see why it stopped, and its log.",
  };
  const few: AlertRule = {
    alert: "FewWorkers",
    severity: "degradation",
    part: true,
    subject: worker,
    expr: `${running} < ${minimumInstances}`,
    forSeconds: seconds(after),
    summary: `${worker} has run in fewer than ${minimumInstances} instances for ${inWords(after)}.`,
    description: "First: see why they stopped, and their log.",
  };
  return minimumInstances > 1 ? [none, few] : [none];
}
