import type { Thresholds } from "../../alerts/defaults";
import { DISKS } from "../../alerts/docker/host";
import type { Row } from "./panels";

export function host({ cpu, memory }: Thresholds): Row {
  return {
    title: "Host",
    panels: [
      {
        title: "CPU",
        description: "Of all cores.",
        unit: "percent",
        lines: [{ expr: '100 * (1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])))', legend: "used" }],
        limit: cpu,
      },
      {
        title: "Memory",
        description: "That is not available.",
        unit: "percent",
        lines: [{ expr: "100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)", legend: "used" }],
        limit: memory,
      },
      {
        title: "Disks",
        description: "How full they are.",
        unit: "percent",
        lines: [
          {
            expr: `100 * (1 - min by (device) (node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}}))`,
            legend: "{{device}}",
          },
        ],
        limit: 80,
      },
    ],
  };
}

export function database({ database: { connections } }: Thresholds): Row {
  return {
    title: "Database",
    panels: [
      {
        title: "Connections",
        description: "Of the most that it takes.",
        unit: "percent",
        lines: [
          {
            expr: "100 * sum by (job) (pg_stat_database_numbackends) / max by (job) (pg_settings_max_connections)",
            legend: "{{job}}",
          },
        ],
        limit: connections,
      },
      {
        title: "Transactions",
        description: "A second.",
        unit: "short",
        lines: [
          { expr: "sum by (job) (rate(pg_stat_database_xact_commit[5m]))", legend: "committed" },
          { expr: "sum by (job) (rate(pg_stat_database_xact_rollback[5m]))", legend: "rolled back" },
        ],
      },
      {
        title: "Size",
        description: "Of each database.",
        unit: "bytes",
        lines: [{ expr: "max by (datname) (pg_database_size_bytes)", legend: "{{datname}}" }],
      },
    ],
  };
}

export function logs(): Row {
  return {
    title: "Logs",
    panels: [
      {
        title: "Lines",
        description: "A minute, by source.",
        unit: "short",
        lines: [{ expr: "sum by (source) (increase(daytwo_log_lines_total[1m]))", legend: "{{source}}" }],
      },
      {
        title: "Error lines",
        description: "Within five minutes, by source.",
        unit: "short",
        lines: [{ expr: "sum by (source) (increase(daytwo_log_error_lines_total[5m]))", legend: "{{source}}" }],
      },
    ],
  };
}
