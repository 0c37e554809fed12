import { mebibytes, type Size } from "../../common/size";
import type { Thresholds } from "../defaults";
import type { AlarmSpec, Measure } from "./alarm";
import type { CacheLimits } from "./args";

/** A limit of a database: the alarm's words, and what CloudWatch measures in the metric's own unit. */
export type Limit = Pick<AlarmSpec, "condition" | "means" | "first"> &
  Pick<Measure, "metricName" | "threshold" | "statistic" | "comparisonOperator" | "warmUpConfiguration">;

export function bytes(size: Size): number {
  return mebibytes(size) * 1_048_576;
}

/** A cache's limits with their defaults. */
export function cacheLimitsOf(figures: Thresholds, given: CacheLimits = {}): Required<CacheLimits> {
  const {
    cpu = figures.cpu,
    memory = figures.memory,
    evictions = 1_000,
    replicaLag = "1 minute",
    credits = 20,
  } = given;
  return { cpu, memory, evictions, replicaLag, credits };
}
