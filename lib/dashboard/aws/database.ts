import * as pulumi from "@pulumi/pulumi";
import type { Thresholds } from "../../alerts/defaults";
import type { DatabaseEngine } from "../../database";
import type { Database } from "../../database/aws";
import type { WatchedDatabase } from "../../target/aws/watch";
import { type Chart, type Line, logLines, type Widget } from "./widgets";

/** What a database does, and how near it is to its limits. Aurora counts by cluster. */
export function databaseCharts(database: WatchedDatabase, { cpu, database: { connections } }: Thresholds): Chart[] {
  const { maximumConnections, clusterIdentifier } = database;
  const limit =
    connections !== false &&
    maximumConnections !== undefined &&
    pulumi.output(maximumConnections).apply(most => Math.floor((most * connections) / 100));
  const lines = linesOf(database);
  return [
    { title: "Database connections", unit: "connections", lines: lines({ DatabaseConnections: "in use" }), limit },
    { title: "Database CPU", unit: "percent", lines: lines({ CPUUtilization: "used" }), limit: cpu },
    ...(clusterIdentifier === undefined ? instanceCharts(lines) : clusterCharts(database, lines)),
  ];
}

/** By metric, what the legend calls it. */
type LinesOf = (metrics: Record<string, string>) => Line[];

function linesOf({ instanceIdentifier = "", clusterIdentifier }: WatchedDatabase): LinesOf {
  const dimensions: Line["dimensions"] =
    clusterIdentifier === undefined
      ? { DBInstanceIdentifier: instanceIdentifier }
      : { DBClusterIdentifier: clusterIdentifier };
  return metrics =>
    Object.entries(metrics).map(([metricName, label]) => ({
      namespace: "AWS/RDS",
      metricName,
      dimensions,
      stat: "Average",
      label,
    }));
}

/** Amazon RDS user guide, "Amazon CloudWatch metrics for Amazon RDS" and "for Amazon RDS Performance Insights". */
function instanceCharts(lines: LinesOf): Chart[] {
  return [
    {
      title: "Database load",
      unit: "sessions that run or wait",
      lines: lines({ DBLoad: "all", DBLoadNonCPU: "that wait" }),
    },
    {
      title: "Time of the database's disk",
      unit: "seconds",
      lines: lines({ ReadLatency: "a read", WriteLatency: "a write" }),
    },
    {
      title: "Free storage of the database",
      unit: "bytes",
      worst: "lowest",
      lines: lines({ FreeStorageSpace: "free" }),
    },
    {
      title: "Network of the database",
      unit: "bytes a second",
      lines: lines({ NetworkReceiveThroughput: "received", NetworkTransmitThroughput: "sent" }),
    },
  ];
}

/** Amazon Aurora user guide, "Amazon CloudWatch metrics for Amazon Aurora". */
function clusterCharts({ serverless = false }: WatchedDatabase, lines: LinesOf): Chart[] {
  const local: Chart = {
    title: "Local storage of the database",
    unit: "bytes",
    worst: "lowest",
    lines: lines({ FreeLocalStorage: "free" }),
  };
  return [
    { title: "Database capacity", unit: "percent", lines: lines({ ACUUtilization: "of the most" }) },
    {
      title: "Time of the database's queries",
      unit: "milliseconds",
      // Aurora has the second and third of MySQL alone.
      lines: lines({ CommitLatency: "a commit", SelectLatency: "a select", DMLLatency: "a change" }),
    },
    ...(serverless ? [] : [local]),
    {
      title: "Network of the database",
      unit: "bytes a second",
      lines: lines({ NetworkReceiveThroughput: "received", NetworkTransmitThroughput: "sent" }),
    },
  ];
}

/** What each engine writes of a slow query's time, as seconds. */
const SECONDS: Record<DatabaseEngine, string> = {
  postgres: "parse @message /duration: (?<taken>[0-9.]+) ms/\n| fields taken / 1000 as seconds",
  mysql: "parse @message /Query_time: (?<taken>[0-9.]+)/\n| fields taken * 1 as seconds",
};

/** How long slow queries take. CloudWatch has no metric of queries' times on RDS; what the log has of slow ones stands for it. */
export function slowQueries(
  { engine, watched }: Pick<Database, "engine" | "watched">,
  region: pulumi.Input<string>,
): Widget {
  const { instanceIdentifier = "", clusterIdentifier } = watched;
  const folder = clusterIdentifier === undefined ? "instance" : "cluster";
  const log = engine === "postgres" ? "postgresql" : "slowquery";
  const group = pulumi.interpolate`/aws/rds/${folder}/${clusterIdentifier ?? instanceIdentifier}/${log}`;
  const averages = "filter ispresent(seconds)\n| stats avg(seconds) as average, max(seconds) as slowest by bin(5m)";
  return logLines("Time of slow queries, in seconds", [group], `${SECONDS[engine]}\n| ${averages}`, {
    region,
    view: "timeSeries",
  });
}
