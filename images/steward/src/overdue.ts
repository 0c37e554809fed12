import { z } from "zod";
import type { OverdueJob, OverdueSpec } from "../../../lib/steward/overdue";
import { measured, metricSpec, type Point, type Query } from "./aws/cloudwatch";
import { Failure } from "./failure";
import type { Verb } from "./verb";

/** Metrics of up to 455 days ago are kept by the hour (Amazon CloudWatch API reference, "GetMetricData"). */
const PERIOD_SECONDS = 3_600;

/** Looks are taken once a day; one may have failed. */
const LOOKS_APART_SECONDS = 2 * 86_400;

/** Fails when a job has had no success for too long. */
export const overdue: Verb<OverdueSpec> = {
  spec: z.strictObject({
    region: z.string().min(1),
    jobs: z.record(z.string(), z.strictObject({ succeeded: metricSpec, seen: metricSpec, within: z.int().min(1) })),
  }),
  job: true,
  async run({ region, jobs }, stop) {
    const now = new Date();
    const late: string[] = [];
    for (const [name, job] of Object.entries(jobs)) if (await isLate(region, job, now, stop)) late.push(name);
    if (late.length > 0)
      throw new Failure(`${late.join(", ")}: no success for too long; see the log, and whether it is still scheduled`);
    const names = Object.keys(jobs);
    return { message: `${names.join(", ")}: succeeded in time`, figures: { jobs: names.length } };
  },
};

async function isLate(region: string, { succeeded, seen, within }: OverdueJob, now: Date, stop: AbortSignal) {
  const from = new Date(now.getTime() - within * 1_000);
  const queries: Query[] = [
    { id: "succeeded", of: succeeded, wanted: true },
    { id: "seen", of: seen, wanted: true },
  ];
  const found = await measured(region, queries, { from, to: now, period: PERIOD_SECONDS }, stop);
  if (counted(found.get("succeeded")).length > 0) return false;
  const [firstLook] = counted(found.get("seen"));
  return firstLook !== undefined && firstLook.at.getTime() < from.getTime() + LOOKS_APART_SECONDS * 1_000;
}

function counted(points: readonly Point[] = []): readonly Point[] {
  return points.filter(({ value }) => value > 0);
}
