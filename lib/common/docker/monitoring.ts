import type * as pulumi from "@pulumi/pulumi";
import type { Severity } from "../../notifications";

/** Addresses that Prometheus asks for metrics. */
export interface Scrape {
  /** Stands at each metric as the label `job`. Unique in what one Prometheus is given. */
  job: string;
  /** "host:port" as the network knows it, or what a prober is asked to look at. @default - those of `replicas` */
  targets?: readonly pulumi.Input<string>[];
  /** A name of the network behind which each address is a target of its own: every instance of a service. @default - none */
  replicas?: { name: pulumi.Input<string>; port: number };
  /** The prober that looks at the targets, in place of Prometheus itself. @default - none */
  prober?: Prober;
  /** @default "/metrics" */
  path?: string;
  /** @default 15 */
  intervalSeconds?: number;
  /** At most `intervalSeconds`. @default 10 */
  timeoutSeconds?: number;
  /** Stand at each metric, too. @default - none */
  labels?: Record<string, string>;
}

/** A blackbox exporter. */
export interface Prober {
  /** "host:port" of the exporter. */
  address: pulumi.Input<string>;
  /** Which of its modules. */
  module: string;
  /** What stands before and after each target, where it is no URL yet: "http://" and "/healthz". @default - nothing */
  around?: { before: string; after: string };
}

/** What a rule is part of: it is told of by the rule that joins all such, and not by itself. */
export type Joined =
  /** An outage of its subject. */
  | "outage"
  /** An outage of what services stand on, such as the database, which explains theirs. */
  | "base"
  /** An outage of everything. */
  | "whole";

/** Something that people are told of. */
export interface AlertRule {
  /** In words that run together: "NoHealthyInstance". */
  alert: string;
  severity: Severity;
  /** What it is about: a service, worker, job or part. A template, `{{ $labels.of }}`, where the expression finds it. */
  subject: string;
  /** PromQL that has a result while the alert stands. */
  expr: string;
  /** How long the expression must hold. @default 0 */
  forSeconds?: number;
  /** How long the alert stands after the expression held last. @default 0 */
  keepSeconds?: number;
  /** What it means, as a sentence; a template, too. */
  summary: string;
  /** What to do first, as a sentence; a template, too. */
  description: string;
  /** @default - it is told of by itself */
  joins?: Joined;
  /**
   * `whole` when everything is out, which mutes what is only about a part; `base` when what services stand on is, which
   * mutes what is less about them. @default - it is about its subject
   */
  scope?: "whole" | "base";
  /** Whether it is about one part of the workload, which the outage of everything explains. @default false */
  part?: boolean;
}

/** A figure that other rules, dashboards and the daily summary ask for by its name. */
export interface RecordRule {
  /** "daytwo:requests:increase1m". */
  record: string;
  expr: string;
}

/** Rules that are looked at together, one after the other. */
export interface RuleGroup {
  /** Unique in what one Prometheus is given: the component's name, and what they are about. */
  name: string;
  /** @default 15 */
  intervalSeconds?: number;
  rules: readonly (AlertRule | RecordRule)[];
}

/** What a component of this row wants to have watched: collected by the component that pages. */
export interface Monitoring {
  readonly scrapes: readonly Scrape[];
  readonly rules: readonly RuleGroup[];
}

/** Something that has a `monitoring`: each component of this row that there is something to watch of. */
export interface Monitored {
  readonly monitoring: Monitoring;
}

/** Everything that is to be watched, of all parts that there are. */
export function allOf(parts: readonly (Monitoring | undefined)[]): Monitoring {
  return {
    scrapes: parts.flatMap(part => part?.scrapes ?? []),
    rules: parts.flatMap(part => part?.rules ?? []),
  };
}

export function isMonitored(value: unknown): value is Monitored {
  return typeof value === "object" && value !== null && "monitoring" in value && isMonitoring(value.monitoring);
}

function isMonitoring(value: unknown): boolean {
  return typeof value === "object" && value !== null && "scrapes" in value && "rules" in value;
}
