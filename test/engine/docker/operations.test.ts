import { setTimeout } from "node:timers/promises";
import type { FiringAlarm, JobRun, LogLine, RequestFigures, StopReason } from "../../../lib/operations";
import { asked, statusOf } from "./asked";
import { figure, secondsSince } from "./figures";
import { itOnDocker } from "./host";
import { Rows } from "./rows";
import { whole } from "./specs";
import { DockerStack } from "./stack";
import { until } from "./until";

async function wholeStack(stack: DockerStack): Promise<void> {
  await stack.wants(await whole("1"));
  await stack.workspace.deploy();
}

describe("the operations of a running stack", () => {
  itOnDocker("answer and do, from the command line", async ground => {
    await DockerStack.with(ground, async stack => {
      await wholeStack(stack);

      const greeted = await asked<JobRun>(stack, "run", "greet", "--yes");
      expect(greeted).toMatchObject({ job: "greet", exitCode: 0 });
      const { code, said } = await stack.workspace.daytwo("run", "fail", "--stack", stack.name, "--yes");
      expect([code, said]).toEqual([1, expect.stringMatching(/^no such order\nfail: failed with exit code 7 after /)]);

      for (let asking = 0; asking < 40; asking++) await fetch(stack.url(asking % 4 === 0 ? "/status?code=500" : "/"));
      await until(
        "Prometheus counts the requests",
        async () => {
          const [web] = await asked<RequestFigures[]>(stack, "requests", "--since", "1h");
          return (web?.requests ?? 0) > 20 && (web?.serverErrors ?? 0) > 5;
        },
        120,
      );

      const line = JSON.stringify({ level: "error", message: "the card 4111 1111 1111 1111 was declined" });
      await fetch(stack.url(`/say?line=${encodeURIComponent(line)}`));
      await until("the line is kept", async () => {
        const lines = await asked<LogLine[]>(stack, "errors", "--since", "1h");
        return lines.some(
          ({ source, message }) => source === "web" && /was declined/.test(message) && !/4111/.test(message),
        );
      });

      await fetch(stack.url("/crash")).catch(() => {});
      await until("the crash is told", async () => {
        const stops = await asked<StopReason[]>(stack, "stops", "--since", "1h");
        return stops.some(({ subject, exitCode }) => subject === "web" && exitCode === 3);
      });
      await until("the service is back", async () => (await statusOf(stack)) === 200);
      expect(await asked<FiringAlarm[]>(stack, "alarms")).toEqual(expect.any(Array));

      await asked(stack, "maintenance", "on", "web", "--yes");
      expect(await statusOf(stack)).toBe(503);
      await asked(stack, "maintenance", "off", "web", "--yes");
      expect(await statusOf(stack)).toBe(200);
    });
  });

  itOnDocker("back up, and bring the database back to a second", async ground => {
    await DockerStack.with(ground, async stack => {
      await wholeStack(stack);
      const rows = new Rows(stack);
      await rows.create();
      await rows.add(1, 1_000);
      const taken = await asked<JobRun[]>(stack, "backup");
      expect(taken.map(({ exitCode }) => exitCode)).not.toContain(1);
      figure(`backup: ${taken.map(({ job, seconds }) => `${job} ${seconds} s`).join(", ")}`);

      await rows.add(1_001, 1_500);
      const before = await rows.checksum();
      await setTimeout(2_000);
      const moment = new Date().toISOString();
      await setTimeout(2_000);
      await rows.ask("delete from written where number <= 1200");
      const began = Date.now();
      const restored = await asked<JobRun>(stack, "restore", "--to", moment, "--yes");
      expect(restored.exitCode).toBe(0);
      expect(await rows.checksum()).toBe(before);
      figure(`restore to ${moment}: ${secondsSince(began)}; rows and checksum as they were: ${before}`);
      expect(await statusOf(stack)).toBe(200);
      await stack.workspace.deploy("--expect-no-changes");
    });
  });
});
