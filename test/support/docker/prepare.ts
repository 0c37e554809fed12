import { Builder } from "./build";
import { startDaemon, stopDaemon } from "./daemon";
import { imageOf, PARTS } from "./parts";

/**
 * What the tests with Docker need: a daemon that answers, and stand-ins for the row's images out of Debian's packages.
 * `tsx test/support/docker/prepare.ts [part…]`, and `… prepare.ts stop` for the daemon, where this started it.
 */
async function main(parts: readonly string[]): Promise<void> {
  if (parts[0] === "stop") return say(`dockerd: ${stopDaemon()}`);
  say(`dockerd: ${await startDaemon()}`);
  const builder = new Builder();
  try {
    for (const part of parts.length > 0 ? parts : Object.keys(PARTS)) {
      const began = Date.now();
      const done = builder.build(part);
      say(`${imageOf(part)}: ${done} in ${((Date.now() - began) / 1_000).toFixed(1)} s`);
    }
  } finally {
    builder.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
