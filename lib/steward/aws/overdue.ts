import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../common/aws/policy";
import { mapValues } from "../../common/records";
import type { OverdueSpec } from "../overdue";
import type { Variable } from "../variables";
import type { CountedJob } from "./job";
import { type Counter, endOf, metricOf, patienceWith } from "./silence";

/** IAM knows no narrower resource for it (AWS, Service authorization reference, "Amazon CloudWatch"). */
export const READ_METRICS: Statement = { Effect: "Allow", Action: "cloudwatch:GetMetricData", Resource: "*" };

/** After the night's jobs, and when somebody is there to read. */
const SCHEDULE = "0 8 * * *";

/**
 * The job that looks every day whether rare jobs have succeeded in time. Each look at a job is counted by itself: a job that
 * was added later has not been looked at for long.
 */
export function overdueJob(
  counter: Counter,
  rare: Record<string, CountedJob>,
  region: pulumi.Input<string>,
): CountedJob {
  const seen = mapValues(rare, (_, job) => endOf(counter, `${job}-seen`));
  const spec: Variable<OverdueSpec, pulumi.Input<string>> = {
    region,
    jobs: mapValues(rare, ({ heartbeats: [succeeded], schedule }, job) => ({
      succeeded: metricOf(succeeded),
      seen: metricOf(seen[job] ?? succeeded),
      within: patienceWith(schedule),
    })),
  };
  // That it ended is what matters: when it ends badly, it has told already.
  const heartbeats = [endOf(counter, "overdue-ended"), ...Object.values(seen)] as const;
  return { verb: "overdue", spec, schedule: SCHEDULE, rights: [READ_METRICS], severity: "warning", heartbeats };
}
