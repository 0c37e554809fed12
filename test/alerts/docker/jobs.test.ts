import { jobRules, jobsIn } from "../../../lib/alerts/docker/jobs";
import type { RuleGroup } from "../../../lib/common/docker/monitoring";

const backup: RuleGroup = {
  name: "backups",
  rules: [
    {
      alert: "BackupFailed",
      severity: "warning",
      subject: "backup-daily",
      expr: 'daytwo_job_last_exit_code{job="backup-daily"} != 0',
      summary: "It failed.",
      description: "First: see why.",
    },
  ],
};

test("a job that another part tells of is not told of a second time", () => {
  const others = jobsIn([backup, { name: "figures", rules: [{ record: "a", expr: "daytwo_job_last_exit_code" }] }]);
  expect(others).toEqual(["backup-daily"]);
  const exprs = jobRules("shop", { scheduled: [], others }).flatMap(({ rules }) => rules.map(({ expr }) => expr));
  for (const expr of exprs) expect(expr).toContain('{job!~"backup-daily"}');
});
