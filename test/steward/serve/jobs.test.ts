import { Jobs } from "../../../images/steward/src/serve/jobs";
import { Records } from "../../../images/steward/src/serve/records";
import { command, type Host, onHost } from "./host";

const START = new Date("2026-03-01T00:00:30Z");
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);
const RESULT = JSON.stringify({
  job: "dump",
  outcome: "succeeded",
  startedAt: "2026-03-01T00:00:00Z",
  seconds: 1,
  message: "12 rows",
  figures: { rows: 12 },
});

function jobsOf(host: Host) {
  const said: string[] = [];
  const jobs = new Jobs(host.docker, new Records(host.folder), line => said.push(line));
  const look = async (now: Date) => {
    const [job] = await jobs.look(await host.containers(), now);
    if (!job) throw new Error("no job");
    return job.record;
  };
  return { said, look };
}

onHost("a job starts when it is due, and what it said last is kept, wherever its log goes", async host => {
  const id = host.create("job", "dump", `echo one; echo '${RESULT}'`, { schedule: "* * * * *" });
  const { look, said } = jobsOf(host);
  expect((await look(START)).runs).toEqual([]);
  expect((await look(new Date(START.getTime() + 20_000))).runs).toEqual([]);
  await look(minutes(1));
  host.ended(id);
  const { runs, missed, lastSuccessAt } = await look(minutes(1.1));
  expect(runs).toEqual([expect.objectContaining({ exitCode: 0, message: "12 rows", figures: { rows: 12 } })]);
  expect([missed, lastSuccessAt]).toEqual([0, runs[0]?.endedAt]);
  expect(said).toEqual(["dump is started", "dump ended with exit code 0: 12 rows"]);
  // A clock that was started anew knows all of it, and counts nothing twice.
  expect((await jobsOf(host).look(minutes(1.2))).runs).toEqual(runs);
});

onHost("a job that still runs is not started again: the time is missed", async host => {
  host.create("job", "slow", "/busybox sleep 60", { schedule: "* * * * *" });
  const { look, said } = jobsOf(host);
  await look(START);
  await look(minutes(1));
  expect((await look(minutes(2))).missed).toBe(1);
  expect(said.at(-1)).toBe("slow was due and not started, 1 times: it still ran");
});

onHost("what was due while nobody was there is made up for once, some time after the clock is back", async host => {
  const id = host.create("job", "report", "/busybox true", { schedule: "0 3 * * *" });
  await jobsOf(host).look(START);
  const { look, said } = jobsOf(host);
  // Two days of nights: the older is missed.
  await look(minutes(2_880));
  expect(said).toEqual([]);
  expect((await look(minutes(2_882))).missed).toBe(1);
  expect(said).toEqual([
    "report was due and not started, 1 times",
    "report was due at 2026-03-02T03:00:00.000Z, which is made up for",
    "report is started",
  ]);
  host.ended(id);
  await look(minutes(2_883));
  await look(minutes(2_890));
  expect(said.filter(line => line === "report is started")).toHaveLength(1);
});

onHost("runs that are made up for come one after the other", async host => {
  host.create("job", "first", "/busybox sleep 60", { schedule: "0 3 * * *" });
  host.create("job", "second", "/busybox true", { schedule: "0 4 * * *" });
  await jobsOf(host).look(START);
  const { look, said } = jobsOf(host);
  const started = () => said.filter(line => line.endsWith("is started"));
  await look(minutes(600));
  await look(minutes(603));
  expect(started()).toEqual(["first is started"]);
  const first = (await host.containers()).find(({ of }) => of === "first");
  command("docker", "kill", first?.id ?? "");
  await look(minutes(604));
  await look(minutes(605));
  expect(started()).toEqual(["first is started", "second is started"]);
});

onHost("a clock that was ahead once keeps no job from its next run, nor its end from being kept", async host => {
  const id = host.create("job", "dump", "/busybox true", { schedule: "*/10 * * * *" });
  const ahead = jobsOf(host);
  await ahead.look(minutes(1_000_000));
  await ahead.look(minutes(1_000_010));
  host.ended(id);
  await ahead.look(minutes(1_000_011));
  const { look, said } = jobsOf(host);
  const { handledTo, lastSuccessAt, runs, seenAt } = await look(START);
  for (const time of [handledTo, lastSuccessAt, runs[0]?.startedAt, runs[0]?.endedAt, seenAt])
    expect(time).toBe(START.toISOString());
  await look(minutes(10));
  expect(said).toEqual(["dump is started"]);
  host.ended(id);
  expect((await look(minutes(11))).runs).toHaveLength(2);
  expect((await look(minutes(12))).runs).toHaveLength(2);
});

onHost("a run that a person started is kept, too; so is one that failed, and one that could not start", async host => {
  const id = host.create("job", "report", "exit 3");
  const { look } = jobsOf(host);
  await look(START);
  command("docker", "start", id);
  host.ended(id);
  const { runs, lastSuccessAt } = await look(minutes(1));
  expect(runs).toEqual([expect.objectContaining({ exitCode: 3, message: "ended with exit code 3" })]);
  expect(lastSuccessAt).toBeUndefined();

  host.create("job", "broken", "", { schedule: "* * * * *", options: ["--entrypoint", "/nothing-here"] });
  const broken = async (now: Date) => {
    const jobs = new Jobs(host.docker, new Records(host.folder), () => undefined);
    return (await jobs.look(await host.containers(), now)).find(({ name }) => name === "broken")?.record.runs;
  };
  await broken(START);
  const failed = await broken(minutes(1));
  expect(failed).toEqual([
    expect.objectContaining({ exitCode: 127, message: expect.stringMatching(/^cannot be started: /) }),
  ]);
  expect(await broken(minutes(1.1))).toEqual(failed);
});

onHost("a schedule that was changed counts from now", async host => {
  host.create("job", "other", "/busybox true", { schedule: "0 0 * * *" });
  await jobsOf(host).look(START);
  command("docker", "rm", "-f", ...(await host.containers()).map(({ id }) => id));
  host.create("job", "other", "/busybox true", { schedule: "* * * * *" });
  const { look, said } = jobsOf(host);
  expect((await look(minutes(600))).missed).toBe(0);
  expect(said).toEqual([]);
});
