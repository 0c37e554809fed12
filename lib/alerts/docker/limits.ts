import type { AlertRule } from "../../common/docker/monitoring";
import { type Duration, formatDuration, seconds } from "../../common/duration";
import { type Thresholds, thresholdsOf } from "../defaults";
import type { AlertPolicy } from "../index";
import type { Waits } from "./args";

/** Every figure of a policy on this row. */
export type DockerThresholds = Thresholds & { disk: number | false; after: Required<Waits> };

export function dockerThresholdsOf({
  disk = 80,
  after: { degradation = "5 minutes", warning = "15 minutes" } = {},
  ...policy
}: AlertPolicy & { disk?: number | false; after?: Waits }): DockerThresholds {
  return { ...thresholdsOf(policy), disk, after: { degradation, warning } };
}

/** A limit of something that comes and goes from one moment to the next, such as the use of a processor. */
export interface UsageLimit extends Pick<AlertRule, "alert" | "subject" | "part" | "description"> {
  /** What is used, in percent, as an average over a window such as "300s". */
  used: (window: string) => string;
  /** In percent. */
  limit: number | false;
  /** "The host has used more than 80 % of its CPU", by the limit. */
  words: (limit: number) => string;
}

/**
 * Averages over a third of the time that stay too high for the rest of it, without one quiet moment ending them. That
 * nothing is measured is for the health alarms to tell.
 */
export function usageRules(limits: readonly UsageLimit[], after: Duration): AlertRule[] {
  const window = Math.round(seconds(after) / 3);
  return limits.flatMap(({ used, limit, words, ...rule }) => {
    if (limit === false) return [];
    const expr = `${used(`${window}s`)} > ${limit}`;
    const forSeconds = seconds(after) - window;
    return [{ ...rule, severity: "warning", expr, forSeconds, summary: `${words(limit)} for ${inWords(after)}.` }];
  });
}

/** In the shortest way, whatever way it was written in. */
export function inWords(after: Duration): string {
  return formatDuration(seconds(after));
}
