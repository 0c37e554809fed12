import type * as pulumi from "@pulumi/pulumi";
import type { CacheLimits } from "../../alerts/aws/args";
import type { WatchedCache } from "../../target/aws/watch";
import type { Chart, Line } from "./widgets";

/** What a cache does, node by node. */
export function cacheCharts({ nodes, persistent }: WatchedCache, { cpu, memory }: Required<CacheLimits>): Chart[] {
  const lines = (metricName: string, stat: Line["stat"]): Line[] =>
    nodes.map((CacheClusterId, index) => ({
      namespace: "AWS/ElastiCache",
      metricName,
      dimensions: { CacheClusterId },
      stat,
      label: `node ${index + 1}`,
    }));
  return [
    { title: "Cache CPU", unit: "percent", lines: lines("EngineCPUUtilization", "Average"), limit: cpu },
    {
      title: "Cache memory",
      unit: "percent",
      lines: lines("DatabaseMemoryUsagePercentage", "Average"),
      // A cache whose entries may go is to be full.
      limit: persistent && memory,
    },
    { title: "Cache entries dropped", unit: "a minute", period: 60, lines: lines("Evictions", "Sum") },
    { title: "Cache connections", unit: "connections", lines: lines("CurrConnections", "Average") },
  ];
}

/** What is stored as files, which S3 counts once a day (Amazon S3 user guide, "Amazon S3 metrics and dimensions"). */
export function fileCharts(BucketName: pulumi.Input<string>): Chart[] {
  const daily = (metricName: string, StorageType: string, label: string): Line => ({
    namespace: "AWS/S3",
    metricName,
    dimensions: { BucketName, StorageType },
    stat: "Average",
    label,
  });
  return [
    {
      title: "Files",
      unit: "files and versions",
      period: 86_400,
      lines: [daily("NumberOfObjects", "AllStorageTypes", "stored")],
    },
    {
      title: "Size of files",
      unit: "bytes",
      period: 86_400,
      lines: [
        daily("BucketSizeBytes", "StandardStorage", "standard"),
        daily("BucketSizeBytes", "StandardIAStorage", "infrequent access"),
      ],
    },
  ];
}
