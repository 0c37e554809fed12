import type * as pulumi from "@pulumi/pulumi";
import type { Monitoring } from "../../common/docker/monitoring";

/** Where the exporter answers. */
export const EXPORTER_PORT = 9187;

/**
 * What is watched of a database besides its connections, whose limit the user sets at the alerts, and room on the disk, which
 * is the host's: that it answers, and that its log is archived. Metrics' names as postgres_exporter has them, from 0.11 on.
 */
export function databaseMonitoring(name: string, exporter: pulumi.Input<string>): Monitoring {
  const from = `job="${name}"`;
  return {
    scrapes: [{ job: name, targets: [exporter] }],
    rules: [
      {
        name,
        rules: [
          {
            alert: "DatabaseDown",
            severity: "critical",
            subject: name,
            expr: `pg_up{${from}} == 0 or absent(pg_up{${from}})`,
            forSeconds: 60,
            joins: "base",
            summary: "The database does not answer for a minute.",
            description: 'First: see "daytwo stops" and the log of the database; then whether the host has room left.',
          },
          {
            alert: "DatabaseArchive",
            severity: "warning",
            subject: name,
            expr: `increase(pg_stat_archiver_failed_count{${from}}[15m]) > 0`,
            forSeconds: 900,
            summary: "The database has failed for 15 minutes to archive its write-ahead log.",
            description:
              "First: see its log, and the room in the archive's volume; until it succeeds the log fills the disk.",
          },
        ],
      },
    ],
  };
}
