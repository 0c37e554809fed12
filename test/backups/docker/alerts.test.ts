import { backupJobs } from "../../../lib/backups/docker/jobs";
import { backupMonitoring } from "../../../lib/backups/docker/monitoring";
import { repositorySpec } from "../../../lib/backups/docker/place";
import { filesOf } from "../../alerts/docker/generated";
import { itNeeds } from "../../support/needs";
import { type Course, promtoolTest } from "../../support/promtool";

const policy = { daily: "14 days", weekly: "8 weeks", pointInTime: "14 days", restoreTest: true, hour: 3 } as const;
const connection = {
  engine: "postgres",
  host: "db",
  port: 5432,
  user: "postgres",
  passwordFile: "/p",
  database: "app",
} as const;
const volume = { from: "v", at: "/v" };

const jobs = backupJobs({
  policy,
  repository: repositorySpec(undefined),
  database: { connection, passwords: volume, archive: volume, data: volume, folder: "/v/server" },
  files: volume,
  configuration: undefined,
  git: undefined,
  checkQuery: undefined,
  verify: 10,
});

/** What the clock tells of all jobs; of those in `of`, something else. Values each 15 seconds. */
function clock(of: Record<string, { code?: string; success?: string; end?: string }> = {}): Course["series"] {
  const told = jobs.flatMap(({ name }) => {
    const { code = "0x3000", success = "0+15x3000", end = "0+15x3000" } = of[name] ?? {};
    return [
      [`daytwo_job_last_exit_code{job="${name}"}`, code],
      [`daytwo_job_last_success_timestamp_seconds{job="${name}"}`, success],
      [`daytwo_job_last_end_timestamp_seconds{job="${name}"}`, end],
    ].filter(([, values]) => values !== "");
  });
  return Object.fromEntries(told);
}

const courses: Record<string, Omit<Course, "of">> = {
  "all goes well: nothing is told": { series: clock(), firing: { "10m": [], "12h": [] } },
  "a dump fails, and goes well the next time": {
    series: clock({ "backup-dump": { code: "0x4 1x100 0x3000" } }),
    firing: { "30s": [], "5m": ["BackupFailed/backup-dump"], "1h": [] },
  },
  "the log, which is shipped every five minutes, fails once: it has another chance": {
    series: clock({ "backup-wal": { code: "0x4 1x24 0x3000" } }),
    firing: { "2m": [], "7m": [], "20m": [] },
  },
  "the log fails twice": {
    series: clock({ "backup-wal": { code: "0x4 1x60 0x3000" } }),
    firing: { "7m": [], "10m": ["BackupFailed/backup-wal"], "20m": [] },
  },
  "backups turn out damaged, or cannot be restored": {
    series: clock({ "backup-verify": { code: "1x3000" }, "backup-restore-test": { code: "1x3000" } }),
    firing: { "5m": ["BackupUnproven/backup-restore-test", "BackupUnproven/backup-verify"] },
  },
  // Due within 450 + 300 seconds, and told 900 later.
  "the log is no longer shipped": {
    series: clock({ "backup-wal": { success: "0x3000", end: "0x3000" } }),
    firing: { "25m": [], "29m": ["BackupMissing/backup-wal"], "11h": ["BackupMissing/backup-wal"] },
  },
  "the clock has gone, and tells nothing at all": {
    series: { up: "1x3000" },
    firing: { "10m": [], "20m": [...jobs.map(({ name }) => `BackupMissing/${name}`)].sort() },
  },
};

describe("alerts on backups", () => {
  for (const [title, course] of Object.entries(courses))
    itNeeds(["promtool"], title, async () => {
      const monitoring = backupMonitoring("shop-backups", jobs);
      const files = await filesOf({ monitoring, services: [], alertmanager: "am:9093" });
      await promtoolTest(files["rules.yml"] ?? "", { ...course, of: "Backup.*" });
    });
});
