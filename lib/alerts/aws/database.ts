import * as pulumi from "@pulumi/pulumi";
import { seconds } from "../../common/duration";
import type { Size } from "../../common/size";
import type { WatchedDatabase } from "../../target/aws/watch";
import type { Thresholds } from "../defaults";
import { type AlarmSpec, DATABASE_SUBJECT, FIFTEEN_MINUTES, FIRST_DAY, type Measure, minutes } from "./alarm";
import { auroraLimits } from "./aurora";
import { bytes, type Limit } from "./limits";
import { rotationAlarms } from "./rotation";

/** Alarms on the limits of a database. Credits and lag exist only where they can run out; elsewhere these stay quiet. */
export function databaseAlarms(database: WatchedDatabase, figures: Thresholds): AlarmSpec[] {
  const limits = [
    ...commonLimits(database, figures),
    ...(database.clusterIdentifier === undefined ? instanceLimits(database, figures) : auroraLimits(database, figures)),
  ];
  return [...limits.map(limit => alarmOn(database, limit)), ...rotationAlarms(database)];
}

function alarmOn(database: WatchedDatabase, { condition, means, first, ...measured }: Limit): AlarmSpec {
  return {
    subject: DATABASE_SUBJECT,
    condition,
    route: "warning",
    means,
    first,
    measure: {
      namespace: "AWS/RDS",
      ...measuredOn(database),
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      ...measured,
    },
  };
}

/**
 * An instance, or of a cluster the server that is nearest to its limit, minute by minute: the average of one that works and
 * one that stands by would hide the first.
 */
function measuredOn({ instanceIdentifier, clusterIdentifier }: WatchedDatabase): Partial<Measure> {
  if (clusterIdentifier === undefined)
    return { dimensions: { DBInstanceIdentifier: instanceIdentifier ?? "" }, statistic: "Average", ...FIFTEEN_MINUTES };
  return { dimensions: { DBClusterIdentifier: clusterIdentifier }, statistic: "Maximum", period: 60, ...minutes(15) };
}

function commonLimits({ maximumConnections }: WatchedDatabase, { cpu, database: figures }: Thresholds): Limit[] {
  const { connections } = figures;
  const found: (Limit | false)[] = [
    cpu !== false && {
      condition: "cpu",
      means: `The database has used more than ${cpu} % of its CPU for 15 minutes.`,
      first: "see in CloudWatch Database Insights which query takes it.",
      metricName: "CPUUtilization",
      threshold: cpu,
    },
    connections !== false &&
      maximumConnections !== undefined && {
        condition: "connections",
        means: `More than ${connections} % of the connections that the database takes are in use.`,
        first: "see whether a release opens more or leaks them; restart what leaks, or put a pool in front.",
        metricName: "DatabaseConnections",
        threshold: pulumi.output(maximumConnections).apply(most => Math.floor((most * connections) / 100)),
      },
  ];
  return found.filter(limit => limit !== false);
}

function instanceLimits({ storageBytes }: WatchedDatabase, { database: figures }: Thresholds): Limit[] {
  const { freeStorage, freeStorageSize, queueDepth, swap, credits, replicaLag } = figures;
  const found: (Limit | false)[] = [
    freeStorage !== false &&
      storageBytes !== undefined && {
        condition: "storage",
        means: `The database has less free storage than ${freeStorage} %, or than ${freeStorageSize}. Full, it stops.`,
        first: "raise its allocated storage, which needs no restart; then see what grew.",
        metricName: "FreeStorageSpace",
        threshold: freeBytes(storageBytes, freeStorage, freeStorageSize),
        comparisonOperator: "LessThanThreshold",
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
      means: `Fewer than ${credits} CPU credits are left; without any, each burst is billed, or with db.t2 is slow.`,
      first: "see what takes the CPU, or give it a class that does not live on credits.",
      metricName: "CPUCreditBalance",
      threshold: credits,
      comparisonOperator: "LessThanThreshold",
      ...FIRST_DAY,
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
