import { overdue } from "../../../images/steward/src/overdue";
import { Cloud } from "./cloud";

const DAY = 86_400;
const metric = (name: string) => ({ namespace: "daytwo/shop/prod", name, statistic: "Sum" });
const job = (name: string, within: number) => ({
  succeeded: metric(`${name}-ok`),
  seen: metric(`${name}-seen`),
  within,
});

let cloud: Cloud;
const before = { ...process.env };
afterEach(async () => {
  process.env = { ...before };
  await cloud.close();
});

/** Runs it where metrics were counted so many days ago. */
async function looked(counts: Record<string, number[]>, jobs: Parameters<typeof overdue.run>[0]["jobs"]) {
  cloud = await Cloud.answering(({ body }) => {
    const { MetricDataQueries, StartTime } = JSON.parse(body);
    const results = MetricDataQueries.map((query: { Id: string; MetricStat: { Metric: { MetricName: string } } }) => {
      const times = (counts[query.MetricStat.Metric.MetricName] ?? []).map(days => Date.now() / 1_000 - days * DAY);
      const Timestamps = times.filter(time => time >= StartTime);
      return { Id: query.Id, Timestamps, Values: Timestamps.map(() => 1) };
    });
    return { body: JSON.stringify({ MetricDataResults: results }) };
  });
  Object.assign(process.env, cloud.environment);
  return overdue.run(overdue.spec.parse({ region: "eu-west-1", jobs }), new AbortController().signal);
}

const week = 10.5 * DAY;
const daily = Array.from({ length: 40 }, (_, index) => 40 - index);

describe("a job that runs seldom", () => {
  it("is in time when it has succeeded within its patience", async () => {
    const outcome = await looked({ "dump-ok": [9], "dump-seen": daily }, { dump: job("dump", week) });
    expect(outcome?.message).toBe("dump: succeeded in time");
  });

  it("is overdue when it has been looked at all the while, and has not succeeded", async () => {
    const late = looked(
      { "dump-ok": [11], "dump-seen": daily, "git-ok": [1] },
      { dump: job("dump", week), git: job("git", week) },
    );
    await expect(late).rejects.toThrow("dump: no success for too long; see the log, and whether it is still scheduled");
  });

  it.each([
    ["has never been looked at", []],
    ["is looked at for less than its patience", [5, 4, 3, 2, 1]],
  ])("is not overdue while it %s: a new stack has not run it yet", async (_, seen) => {
    const outcome = await looked({ "dump-seen": seen }, { dump: job("dump", week) });
    expect(outcome?.figures).toEqual({ jobs: 1 });
  });
});
