import type { RuleGroup } from "../../common/docker/monitoring";
import { seconds } from "../../common/duration";
import { type DockerThresholds, inWords } from "./limits";

/**
 * The rule on a database's connections, as the exporters of PostgreSQL and MySQL count them. Its memory and CPU are a
 * container's, its storage the host's; queue depth, credits and replicas it has none of.
 */
export function databaseRules(name: string, { database: { connections }, after }: DockerThresholds): RuleGroup[] {
  if (connections === false) return [];
  const postgres = "sum by (job) (pg_stat_database_numbackends) / max by (job) (pg_settings_max_connections)";
  const mysql =
    "max by (job) (mysql_global_status_threads_connected) / max by (job) (mysql_global_variables_max_connections)";
  return [
    {
      name: `${name}-database`,
      rules: [
        {
          alert: "DatabaseConnections",
          severity: "warning",
          subject: "{{ $labels.job }}",
          expr: `100 * (${postgres} or ${mysql}) > ${connections}`,
          forSeconds: seconds(after.warning),
          summary: `More than ${connections} % of the connections that the database takes are in use for ${inWords(after.warning)}.`,
          description:
            "First: see whether a release opens more or leaks them; restart what leaks, or raise connections.",
        },
      ],
    },
  ];
}
