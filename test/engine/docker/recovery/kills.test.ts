import { isOurs, restartDaemon } from "../../../support/docker/daemon";
import { figure, secondsSince } from "../figures";
import { itOnDocker } from "../host";
import { killProcess } from "../kill";
import { Rows } from "../rows";
import { whole } from "../specs";
import { DockerStack } from "../stack";
import { until } from "../until";

/** Has the service print a line, and gives what is to be found of it. */
async function say(stack: DockerStack, text: string): Promise<string> {
  const line = JSON.stringify({ level: "error", message: text });
  await until("the service takes a line", async () => {
    const answer = await fetch(stack.url(`/say?line=${encodeURIComponent(line)}`));
    return answer.ok;
  });
  return text;
}

async function serves(stack: DockerStack): Promise<boolean> {
  return (await fetch(stack.url())).ok;
}

/** The messages that daytwo finds among the logs. */
async function keptLines(stack: DockerStack): Promise<string[]> {
  const { code, stdout, said } = await stack.workspace.daytwo(
    "errors",
    "--stack",
    stack.name,
    "--since",
    "1h",
    "--json",
  );
  if (code !== 0) throw new Error(said);
  const lines: { message: string }[] = JSON.parse(stdout);
  return lines.map(({ message }) => message);
}

/** That all lines stand in the logs, soon. */
async function expectKept(stack: DockerStack, said: readonly string[]): Promise<void> {
  const missing = async () => {
    const kept = await keptLines(stack);
    return said.filter(line => !kept.includes(line));
  };
  await until("all lines are kept", async () => (await missing()).length === 0).catch(() => {});
  expect(await missing()).toEqual([]);
}

async function killAndWait(stack: DockerStack, role: "service" | "database" | "collector"): Promise<void> {
  const { Id } = await stack.running(role);
  const before = (await stack.docker.getContainer(Id).inspect()).RestartCount;
  const began = Date.now();
  await killProcess(stack, Id);
  await until(`the ${role} is back`, async () => {
    const { State, RestartCount } = await stack.docker.getContainer(Id).inspect();
    return State.Running && RestartCount > before && (State.Health?.Status ?? "healthy") === "healthy";
  });
  await until("the service answers", () => serves(stack));
  figure(`kill -9 of the ${role}: back after ${secondsSince(began)}`);
}

async function restartHost(stack: DockerStack): Promise<void> {
  if (!isOurs()) return figure("dockerd restarted: not done, because these tests did not start it");
  const began = Date.now();
  await restartDaemon();
  await until("the service answers", () => serves(stack));
  figure(`dockerd restarted: served again after ${secondsSince(began)}`);
}

describe("what is killed of a whole stack", () => {
  itOnDocker("comes back by itself, and no acknowledged row or line is lost", async ground => {
    await DockerStack.with(ground, async stack => {
      await stack.wants(await whole("1"));
      await stack.workspace.deploy();
      const rows = new Rows(stack);
      await rows.create();
      const said: string[] = [];
      await rows.whileWriting(async () => {
        said.push(await say(stack, "before everything"));
        for (const role of ["service", "database", "collector"] as const) {
          said.push(await say(stack, `before the ${role} is killed`));
          await killAndWait(stack, role);
          said.push(await say(stack, `after the ${role} was killed`));
        }
        said.push(await say(stack, "before dockerd is restarted"));
        // What waits in dockerd's memory when it ends is not acknowledged yet, and goes with it.
        await expectKept(stack, said);
        await restartHost(stack);
        said.push(await say(stack, "after dockerd was restarted"));
      });
      await expectKept(stack, said);
      const numbers = await rows.numbers();
      expect(numbers).toEqual(expect.arrayContaining(rows.acknowledged));
      figure(`rows acknowledged ${rows.acknowledged.length}, lost 0; lines said ${said.length}, lost 0`);
      await stack.workspace.deploy("--expect-no-changes");
    });
  });
});
