import { seconds } from "../../common/duration";
import type { WatchedCache } from "../../target/aws/watch";
import { type AlarmSpec, CACHE_SUBJECT, FIRST_DAY, minutes } from "./alarm";
import type { CacheLimits } from "./args";
import { type Metric, mathQueries } from "./math";

/** A limit of a cache: the alarm's words, what CloudWatch measures of each node, and what is judged of all of them. */
type Limit = Pick<AlarmSpec, "condition" | "means" | "first"> &
  Pick<Metric, "metricName" | "stat"> & {
    threshold: number;
    of?: "MAX" | "MIN" | "SUM";
    below?: boolean;
    earned?: boolean;
  };

/** Alarms on the limits of a cache, on the node that is nearest to each. */
export function cacheAlarms(cache: WatchedCache, figures: Required<CacheLimits>): AlarmSpec[] {
  return limitsOf(cache, figures).map(limit => alarmOn(cache, limit));
}

function alarmOn({ nodes }: WatchedCache, limit: Limit): AlarmSpec {
  const { condition, means, first, metricName, stat, threshold, of = "MAX", below = false, earned = false } = limit;
  const metrics = Object.fromEntries(
    nodes.map((CacheClusterId, index): [string, Metric] => [
      `n${index + 1}`,
      { namespace: "AWS/ElastiCache", metricName, dimensions: { CacheClusterId }, stat },
    ]),
  );
  const judged = `${of}([${Object.keys(metrics).join(", ")}])`;
  return {
    subject: CACHE_SUBJECT,
    condition,
    route: "warning",
    means,
    first,
    measure: {
      metricQueries: mathQueries(metrics, { judged }),
      threshold,
      comparisonOperator: below ? "LessThanThreshold" : "GreaterThanThreshold",
      ...minutes(15),
      treatMissingData: "notBreaching",
      ...(earned && FIRST_DAY),
    },
  };
}

function limitsOf({ nodes, persistent, burstable }: WatchedCache, figures: Required<CacheLimits>): Limit[] {
  const { cpu, memory, evictions, replicaLag, credits } = figures;
  const found: (Limit | false)[] = [
    cpu !== false && {
      condition: "cpu",
      means: `The cache's engine has used more than ${cpu} % of its CPU for 15 minutes.`,
      first: "see in the slow log which command takes it; else give it a larger nodeType.",
      metricName: "EngineCPUUtilization",
      stat: "Average",
      threshold: cpu,
    },
    memory !== false &&
      // A cache whose entries may go is to be full.
      persistent && {
        condition: "memory",
        means: `The cache has filled more than ${memory} % of its memory for 15 minutes. Full, it drops entries.`,
        first: "see what grew, and whether entries have a time to live; else give it more memory.",
        metricName: "DatabaseMemoryUsagePercentage",
        stat: "Average",
        threshold: memory,
      },
    evictions !== false && {
      condition: "evictions",
      means: `The cache has dropped more than ${persistent ? 0 : evictions} entries a minute for 15 minutes to make room.`,
      first: "see whether what is asked for is still found; else give it more memory.",
      metricName: "Evictions",
      stat: "Sum",
      of: "SUM",
      threshold: persistent ? 0 : evictions,
    },
    replicaLag !== false &&
      nodes.length > 1 && {
        condition: "replica-lag",
        means: `The cache's second node is more than ${replicaLag} behind; taking over, it would lack that.`,
        first: "see whether writes come faster than it can take them.",
        metricName: "ReplicationLag",
        stat: "Maximum",
        threshold: seconds(replicaLag),
      },
    credits !== false &&
      burstable && {
        condition: "credits",
        means: `Fewer than ${credits} CPU credits are left; without any, the cache gets slow.`,
        first: "see what takes the CPU, or give it a nodeType that does not live on credits.",
        metricName: "CPUCreditBalance",
        stat: "Minimum",
        of: "MIN",
        threshold: credits,
        below: true,
        earned: true,
      },
  ];
  return found.filter(limit => limit !== false);
}
