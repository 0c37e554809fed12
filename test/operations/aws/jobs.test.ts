import * as fc from "fast-check";
import { failure, operationsOn } from "../../support/awsOperations";
import { type Answer, AwsServer, type Fault, Refusal } from "../../support/awsServer";

const TASK = "arn:aws:ecs:eu-west-1:123456789012:task/shop/0123456789abcdef";

/** One run of ECS: what it started, by the token that it was asked with, and what its container wrote and ended with. */
function ecs(run: { exitCode?: number; lines?: string[]; stoppedReason?: string; running?: boolean } = {}) {
  const started = new Map<unknown, string>();
  const pages = (run.lines ?? []).map((message, index) => ({ message, timestamp: index }));
  const stopped = {
    taskArn: TASK,
    lastStatus: "STOPPED",
    startedAt: 1_000,
    stoppedAt: 1_012.5,
    stoppedReason: run.stoppedReason,
    containers: [{ name: "migrate", exitCode: run.exitCode }],
  };
  const answers: Record<string, Answer> = {
    ListTasks: () => ({ taskArns: run.running ? [TASK] : [] }),
    DescribeTasks: () => ({ tasks: [run.running ? { taskArn: TASK, lastStatus: "RUNNING" } : stopped] }),
    RunTask: ({ clientToken }) => {
      started.set(clientToken, started.get(clientToken) ?? `${TASK}${started.size}`);
      return { tasks: [{ taskArn: TASK, lastStatus: "PROVISIONING" }], failures: [] };
    },
    GetLogEvents: ({ nextToken }) => {
      const at = Number(nextToken ?? 0);
      return { events: pages.slice(at, at + 1), nextForwardToken: String(Math.min(at + 1, pages.length)) };
    },
  };
  return { server: new AwsServer(answers), started };
}

const migrate = {
  taskDefinition: "shop-migrate-production:7",
  container: "migrate",
  logGroup: "/shop/production/migrate",
  subnets: ["subnet-1"],
  securityGroups: ["sg-1"],
  assignPublicIp: false,
};

const operations = (server: AwsServer, signal?: AbortSignal) => operationsOn(server, {}, { signal });

test("runs a job to its end, and tells its lines as they come, page for page", async () => {
  const result = { job: "migrate", outcome: "succeeded", startedAt: "", seconds: 1, message: "3 tables", figures: {} };
  const system = ecs({ exitCode: 0, lines: ["table 1", "table 2", JSON.stringify(result)] });
  const told: string[] = [];
  const run = await (await operations(system.server)).runJob("migrate", line => told.push(line));
  expect(run).toEqual({
    job: "migrate",
    startedAt: "1970-01-01T00:16:40.000Z",
    seconds: 12.5,
    exitCode: 0,
    message: "3 tables",
  });
  expect(told).toEqual(["table 1", "table 2"]);
});

test("starts it where the stack's own tasks run", async () => {
  const system = ecs({ exitCode: 0 });
  await (await operations(system.server)).runJob("migrate", () => {});
  expect(system.server.calls.find(({ operation }) => operation === "RunTask")?.input).toMatchObject({
    taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-migrate-production:7",
    launchType: "FARGATE",
    count: 1,
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "DISABLED" },
    },
  });
});

test("says how it ended when it failed", async () => {
  const run = await (await operations(ecs({ exitCode: 7 }).server)).runJob("migrate", () => {});
  expect(run.exitCode).toBe(7);
});

test.each<[what: string, run: Parameters<typeof ecs>[0], message: string]>([
  ["it runs already", { running: true }, 'the job "migrate" runs already (task 0123456789abcdef); wait for its end'],
  [
    "its image cannot be had",
    { stoppedReason: "CannotPullContainerError: not found" },
    'the job "migrate" did not start: CannotPullContainerError: not found',
  ],
])("fails in one line when %s", async (_, run, message) => {
  expect(await failure((await operations(ecs(run).server)).runJob("migrate", () => {}))).toBe(message);
});

test("names the jobs that there are", async () => {
  const refused = failure((await operations(ecs().server)).runJob("migrat", () => {}));
  expect(await refused).toBe('run: there is no job "migrat"; run one of migrate');
});

test.each(["toString", "__proto__"])("knows no job %s", async name => {
  const refused = (await operationsOn(ecs().server)).runJob(name, () => {});
  await expect(refused).rejects.toMatchObject({ name: "InputError" });
});

test("knows the steward's jobs as well: those of the backups, and the one that tells of the day", async () => {
  const details = { backups: { jobs: { "git-mirror": migrate }, takes: [] }, alerts: { jobs: { summary: migrate } } };
  const refused = failure((await operationsOn(ecs().server, details)).runJob("summery", () => {}));
  expect(await refused).toBe('run: there is no job "summery"; run one of git-mirror, migrate, summary');
});

test("says why ECS started nothing", async () => {
  const system = new AwsServer({
    ListTasks: () => ({ taskArns: [] }),
    RunTask: () => ({ tasks: [], failures: [{ reason: "RESOURCE:ENI" }] }),
  });
  expect(await failure((await operations(system)).runJob("migrate", () => {}))).toBe(
    'the job "migrate" was not started: RESOURCE:ENI',
  );
});

test("an interruption says what goes on, and how to stop it", async () => {
  const interruption = new AbortController();
  const system = new AwsServer({
    ListTasks: () => ({ taskArns: [] }),
    RunTask: () => ({ tasks: [{ taskArn: TASK }] }),
    DescribeTasks: () => {
      interruption.abort();
      return { tasks: [{ taskArn: TASK, lastStatus: "RUNNING" }] };
    },
    GetLogEvents: () => {
      throw new Refusal("ResourceNotFoundException", "The specified log stream does not exist.");
    },
  });
  const running = (await operations(system, interruption.signal)).runJob("migrate", () => {});
  expect(await failure(running)).toBe(
    'interrupted: the job "migrate" goes on; its lines come to /shop/production/migrate, and this stops it: aws ecs stop-task --cluster arn:aws:ecs:eu-west-1:123456789012:cluster/shop --task 0123456789abcdef',
  );
});

test("says what goes on when the credentials expire meanwhile", async () => {
  const system = ecs({ exitCode: 0 });
  system.server.faults = [undefined, undefined, "expired"];
  expect(await failure((await operations(system.server)).runJob("migrate", () => {}))).toMatch(
    /^the AWS credentials have expired; renew them, such as with aws sso login; the job "migrate" goes on; /,
  );
});

const FAULT = fc.constantFrom<(Fault | undefined)[]>(undefined, "broken", "reset", "lost");

test("whatever goes wrong on the way, a job is started once at most", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(FAULT, { maxLength: 5 }), async faults => {
      const system = ecs({ exitCode: 0 });
      system.server.faults = faults;
      const outcome = await failure((await operations(system.server)).runJob("migrate", () => {}));
      expect(outcome).toBe("did not fail");
      expect(system.started.size).toBe(1);
    }),
    { numRuns: 10 },
  );
});

test("without any answer nobody knows whether it runs, which is what it says", async () => {
  const system = ecs({ exitCode: 0 });
  system.server.faults = [undefined, ...Array.from({ length: 6 }, (): Fault => "lost")];
  const said = await failure((await operations(system.server)).runJob("migrate", () => {}));
  expect(said).toContain(
    'whether the job "migrate" was started is not known: run it again, which is refused while it runs',
  );
  expect([system.started.size, system.server.count("RunTask")]).toEqual([1, 6]);
});
