import type { AlertRule, RuleGroup } from "../../common/docker/monitoring";
import type { WatchedWorker } from "../../target/docker/watch";
import type { Thresholds } from "../defaults";

/** The roles whose containers run the application. */
const RUNS = 'role=~"service|worker"';

/** Starts anew within 10 minutes that are too many. */
const RESTARTS = 3;

/** The rules on the limits and the life of the application's containers. */
export function containerRules(
  name: string,
  workers: Readonly<Record<string, WatchedWorker>>,
  figures: Thresholds,
): RuleGroup[] {
  const rules = [...limits(figures), restarts(), outOfMemory(), ...Object.entries(workers).flatMap(workerRules)];
  return [{ name: `${name}-containers`, rules }];
}

/**
 * Averages over 5 minutes that stay too high for 10 more: 15 in all, without one quiet moment ending them. That nothing is
 * measured is for the health alarms to tell.
 */
function limits({ cpu, memory }: Thresholds): AlertRule[] {
  const used = (metric: string) =>
    `100 * avg by (of) (avg_over_time(daytwo_container_${metric}_ratio{role=~"service|worker|database|cache"}[5m]))`;
  const found: (AlertRule | false)[] = [
    cpu !== false && {
      alert: "CpuLimit",
      severity: "warning",
      part: true,
      subject: "{{ $labels.of }}",
      expr: `${used("cpu")} > ${cpu}`,
      forSeconds: 600,
      summary: `{{ $labels.of }} has used more than ${cpu} % of its CPU for 15 minutes.`,
      description: "First: see whether the traffic has grown, or a release takes more; then raise cpu or scale.min.",
    },
    memory !== false && {
      alert: "MemoryLimit",
      severity: "warning",
      part: true,
      subject: "{{ $labels.of }}",
      expr: `${used("memory")} > ${memory}`,
      forSeconds: 600,
      summary: `{{ $labels.of }} has used more than ${memory} % of its memory for 15 minutes.`,
      description: "First: see whether it grows without end, which is a leak, or with the traffic; then raise memory.",
    },
  ];
  return found.filter(rule => rule !== false);
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

function workerRules([worker, { minimumInstances }]: [string, WatchedWorker]): AlertRule[] {
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
    forSeconds: 300,
    summary: `${worker} has run in fewer than ${minimumInstances} instances for 5 minutes.`,
    description: "First: see why they stopped, and their log.",
  };
  return minimumInstances > 1 ? [none, few] : [none];
}
