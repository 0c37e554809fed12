import { operationsOn } from "../../support/awsOperations";
import { AwsServer } from "../../support/awsServer";

const HOUR_AGO = new Date(Date.now() - 3_600_000);

describe("stops", () => {
  const task = (id: string, more: object) => ({
    taskArn: `arn:aws:ecs:eu-west-1:123456789012:task/shop/${id}`,
    stoppedAt: Date.now() / 1_000,
    containers: [{ name: "web" }],
    ...more,
  });
  const NOTHING = { services: [] };

  /** ECS with these stopped tasks of the service web, each on a page of its own. */
  function ecs(tasks: { taskArn: string }[], described: object = NOTHING) {
    return new AwsServer({
      DescribeServices: () => described,
      ListTasks: ({ serviceName, nextToken }) => {
        const at = Number(nextToken ?? 0);
        if (serviceName !== "shop-web-1a2b") return { taskArns: [] };
        return {
          taskArns: tasks.slice(at, at + 1).map(({ taskArn }) => taskArn),
          ...(at + 1 < tasks.length && { nextToken: String(at + 1) }),
        };
      },
      DescribeTasks: ({ tasks: asked }) => ({
        tasks: tasks.filter(({ taskArn }) => Array.isArray(asked) && asked.includes(taskArn)),
      }),
    });
  }

  test("tell why, and leave out what was asked to stop", async () => {
    const server = ecs([
      task("a", {
        stopCode: "EssentialContainerExited",
        stoppedReason: "Essential container in task exited",
        containers: [{ name: "web", exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage" }],
      }),
      task("b", {
        stopCode: "ServiceSchedulerInitiated",
        stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)",
        containers: [{ name: "web", exitCode: 0 }],
      }),
      task("c", {
        stopCode: "ServiceSchedulerInitiated",
        stoppedReason: "Task failed ELB health checks in (target-group x)",
        containers: [{ name: "web", exitCode: 143 }],
      }),
      task("d", { stopCode: "TaskFailedToStart", stoppedReason: "CannotPullContainerError: not found" }),
      task("e", { stoppedAt: 1, stopCode: "EssentialContainerExited", containers: [{ name: "web", exitCode: 1 }] }),
    ]);
    const found = await (await operationsOn(server)).stopReasons(HOUR_AGO);
    expect(found.map(({ subject, instance, exitCode, reason }) => [subject, instance, exitCode, reason])).toEqual([
      ["web", "a", 137, "was killed: out of memory; raise its memory, or find what needs so much"],
      [
        "web",
        "c",
        143,
        "Task failed ELB health checks in (target-group x) (was asked to stop (SIGTERM), exit code 143)",
      ],
      ["web", "d", undefined, "never started: CannotPullContainerError: not found"],
    ]);
  });

  test("tell what ECS says of a service, but not that all is well", async () => {
    const now = Date.now() / 1_000;
    const server = ecs([], {
      services: [
        {
          serviceName: "shop-web-1a2b",
          events: [
            { createdAt: now, message: "(service shop-web-1a2b) has reached a steady state." },
            { createdAt: now - 1, message: "(service shop-web-1a2b) was unable to place a task. Reason: no capacity." },
          ],
          deployments: [
            { id: "ecs-svc/1", updatedAt: now - 2, rolloutState: "FAILED", rolloutStateReason: "circuit breaker" },
          ],
        },
      ],
    });
    const found = await (await operationsOn(server)).stopReasons(HOUR_AGO);
    expect(found.map(({ subject, instance, reason }) => [subject, instance, reason])).toEqual([
      ["web", "ecs-svc/1", "the rollout failed: circuit breaker"],
      ["web", "shop-web-1a2b", "was unable to place a task. Reason: no capacity"],
    ]);
  });
});
