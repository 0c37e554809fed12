import type { LogLine } from "../../../lib/operations";
import { asked } from "./asked";
import { figure } from "./figures";
import { itOnDocker } from "./host";
import { freePorts } from "./ports";
import { searchHost } from "./search";
import { PATTERN, secretLine } from "./secretLine";
import { NOTHING_ELSE, service } from "./specs";
import { DockerStack } from "./stack";
import { until } from "./until";

const LINES = 20;

/** Has the service print a line. Every sign is encoded, so that the line is nowhere in the address. */
async function say(stack: DockerStack, line: string): Promise<void> {
  const encoded = [...Buffer.from(line)].map(byte => `%${byte.toString(16).padStart(2, "0")}`).join("");
  expect((await fetch(stack.url(`/say?line=${encoded}`))).status).toBe(200);
}

/** What `docker logs` says of each of the stack's containers; where it cannot be asked, nothing. */
async function dockerLogs(stack: DockerStack): Promise<string> {
  const all = await stack.containers();
  const texts = all.map(({ Id }) =>
    stack.docker
      .getContainer(Id)
      .logs({ stdout: true, stderr: true })
      .then(String, () => ""),
  );
  return (await Promise.all(texts)).join("");
}

describe("what must not be kept", () => {
  itOnDocker("reaches the collector hidden, and is nowhere on the host", async ground => {
    await DockerStack.with(ground, async stack => {
      const since = new Date();
      const [port] = await freePorts(1);
      const logs = { port, archive: false, redactPatterns: [PATTERN] };
      await stack.wants({ ...NOTHING_ELSE, logs, services: { web: service("1") } });
      await stack.workspace.deploy();

      const lines = Array.from({ length: LINES }, secretLine);
      // As they are, and as the message of a structured line, with the parts as its fields.
      for (const [index, { line, secrets }] of lines.entries())
        await say(
          stack,
          index % 2 === 0 ? `error: ${line}` : JSON.stringify({ level: "error", message: line, ...secrets }),
        );

      const kept = async () => (await asked<LogLine[]>(stack, "errors", "--since", "1h")).map(({ message }) => message);
      await until(
        "all lines are kept",
        async () => (await kept()).filter(text => text.includes(": card ")).length === LINES,
      );
      const messages = await kept();
      for (const { redacted } of lines) expect(messages.filter(text => text.endsWith(redacted))).toHaveLength(1);

      const marks = lines.map(({ mark }) => mark);
      const secrets = lines.flatMap(line => Object.values(line.secrets));
      const { files, hits } = await searchHost(stack, since, [...marks, ...secrets]);
      const hidden = hits.filter(({ word }) => secrets.includes(word));
      expect(hidden).toEqual([]);
      // The search finds what is there.
      expect(new Set(hits.map(({ word }) => word))).toEqual(new Set(marks));
      const printed = await dockerLogs(stack);
      expect([...marks, ...secrets].filter(word => printed.includes(word))).toEqual([]);
      const where = [...new Set(hits.map(({ file }) => file.replace(/^\/docker\//, "")))];
      figure(
        `${LINES} lines with a card number, an address, a token and a number of a custom pattern: ${secrets.length} secrets hidden, ` +
          `0 found in ${files} files below Docker's root, 0 in docker logs; the lines are in ${where.join(", ")}`,
      );
    });
  });
});
