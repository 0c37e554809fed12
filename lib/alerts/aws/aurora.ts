import { seconds } from "../../common/duration";
import type { WatchedDatabase } from "../../target/aws/watch";
import type { Thresholds } from "../defaults";
import { bytes, type Limit } from "./limits";

/**
 * What can run out of an Aurora cluster: its shared storage cannot, but each server's own disk for sorting and the like, which
 * Serverless v2 does not count (Amazon Aurora user guide, "Amazon CloudWatch metrics for Amazon Aurora").
 */
export function auroraLimits({ serverless = false }: WatchedDatabase, { cpu, database: figures }: Thresholds): Limit[] {
  const { freeStorage, freeStorageSize, replicaLag } = figures;
  const found: (Limit | false)[] = [
    cpu !== false && {
      condition: "capacity",
      means: `The database has used more than ${cpu} % of the most capacity that it may have for 15 minutes.`,
      first: "see in CloudWatch Database Insights which query takes it; else raise serverless.max.",
      metricName: "ACUUtilization",
      threshold: cpu,
    },
    freeStorage !== false &&
      !serverless && {
        condition: "storage",
        means: `A server of the database has less than ${freeStorageSize} of local storage for sorting and temporary tables.`,
        first: "see which query sorts so much; more capacity brings more local storage.",
        metricName: "FreeLocalStorage",
        statistic: "Minimum",
        threshold: bytes(freeStorageSize),
        comparisonOperator: "LessThanThreshold",
      },
    replicaLag !== false && {
      condition: "replica-lag",
      means: `A reading server is more than ${replicaLag} behind; what is read from it is old.`,
      first: "see whether a long transaction holds it, and whether it has reached its most capacity.",
      metricName: "AuroraReplicaLag",
      statistic: "Maximum",
      // Aurora has milliseconds where RDS has seconds.
      threshold: seconds(replicaLag) * 1_000,
    },
  ];
  return found.filter(limit => limit !== false);
}
