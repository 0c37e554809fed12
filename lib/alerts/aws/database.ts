import * as pulumi from "@pulumi/pulumi";
import { seconds } from "../../common/duration";
import { mebibytes, type Size } from "../../common/size";
import type { AwsWatch } from "../../target/aws/watch";
import type { Thresholds } from "../defaults";
import { type AlarmSpec, DATABASE_SUBJECT, FIFTEEN_MINUTES, type Measure } from "./alarm";

type WatchedDatabase = NonNullable<AwsWatch["database"]>;

/** A limit of a database: the alarm's words, and what CloudWatch measures in the metric's own unit. */
type Limit = Pick<AlarmSpec, "condition" | "means" | "first"> &
  Pick<Measure, "metricName" | "threshold" | "statistic" | "comparisonOperator">;

/** Alarms on the limits of an RDS instance. Credits and lag exist only where they can run out; elsewhere these stay quiet. */
export function databaseAlarms(database: WatchedDatabase, figures: Thresholds): AlarmSpec[] {
  return limits(database, figures).map(({ condition, means, first, ...measured }) => ({
    subject: DATABASE_SUBJECT,
    condition,
    route: "warning",
    means,
    first,
    measure: {
      namespace: "AWS/RDS",
      dimensions: { DBInstanceIdentifier: database.instanceIdentifier },
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      ...FIFTEEN_MINUTES,
      treatMissingData: "notBreaching",
      ...measured,
    },
  }));
}

function limits(database: WatchedDatabase, { cpu, database: figures }: Thresholds): Limit[] {
  const { freeStorage, freeStorageSize, connections, queueDepth, swap, credits, replicaLag } = figures;
  const found: (Limit | false)[] = [
    cpu !== false && {
      condition: "cpu",
      means: `The database has used more than ${cpu} % of its CPU for 15 minutes.`,
      first: "see in Performance Insights which query takes it.",
      metricName: "CPUUtilization",
      threshold: cpu,
    },
    freeStorage !== false && {
      condition: "storage",
      means: `The database has less free storage than ${freeStorage} %, or than ${freeStorageSize}. Full, it stops.`,
      first: "raise its allocated storage, which needs no restart; then see what grew.",
      metricName: "FreeStorageSpace",
      threshold: freeBytes(database.storageBytes, freeStorage, freeStorageSize),
      comparisonOperator: "LessThanThreshold",
    },
    connections !== false && {
      condition: "connections",
      means: `More than ${connections} % of the connections that the database takes are in use.`,
      first: "see whether a release opens more or leaks them; restart what leaks, or put a pool in front.",
      metricName: "DatabaseConnections",
      threshold: pulumi.output(database.maximumConnections).apply(most => Math.floor((most * connections) / 100)),
    },
    queueDepth !== false && {
      condition: "queue-depth",
      means: `More than ${queueDepth} reads and writes wait for the disk.`,
      first: "see whether a query scans a table; else raise the storage's IOPS.",
      metricName: "DiskQueueDepth",
      threshold: queueDepth,
    },
    swap !== false && {
      condition: "swap",
      means: `The database swaps more than ${swap} of memory to its disk and gets slow.`,
      first: "lower its connections or give it a class with more memory.",
      metricName: "SwapUsage",
      threshold: bytes(swap),
    },
    credits !== false && {
      condition: "credits",
      means: `Fewer than ${credits} CPU credits are left; without any, the database gets slow.`,
      first: "see what takes the CPU, or give it a class that does not live on credits.",
      metricName: "CPUCreditBalance",
      threshold: credits,
      comparisonOperator: "LessThanThreshold",
    },
    replicaLag !== false && {
      condition: "replica-lag",
      means: `The replica is more than ${replicaLag} behind; what is read from it is old.`,
      first: "see whether it has enough CPU and IOPS to keep up, and whether a long transaction holds it.",
      metricName: "ReplicaLag",
      statistic: "Maximum",
      threshold: seconds(replicaLag),
    },
  ];
  return found.filter(limit => limit !== false);
}

/** CloudWatch has bytes. A share and an amount: the greater of the two is the limit. */
function freeBytes(storageBytes: pulumi.Input<number>, percent: number, least: Size): pulumi.Output<number> {
  return pulumi.output(storageBytes).apply(all => Math.max(Math.floor((all * percent) / 100), bytes(least)));
}

function bytes(size: Size): number {
  return mebibytes(size) * 1_048_576;
}
