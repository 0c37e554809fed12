import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import Docker from "dockerode";
import { missingDocker } from "../../support/docker/host";
import { type Engine, findEngine } from "../engine";

/** What the tests of this folder run on: the engine with Pulumi's Docker provider, and a Docker host. */
export interface Ground {
  engine: Engine;
  /** The folder of the Docker provider. */
  provider: string;
  docker: Docker;
}

const TIMEOUT = 900_000;

/**
 * A test that needs Docker, the engine, its Docker provider and the stand-in images. Where one of them is missing it counts
 * as skipped, and says so in one line; with DAYTWO_REQUIRE_ENGINE=1 it counts as failed.
 */
export function itOnDocker(name: string, body: (ground: Ground) => Promise<void>): void {
  const ground = findGround();
  if (typeof ground !== "string") {
    test(name, () => body(ground), TIMEOUT);
  } else if (process.env.DAYTWO_REQUIRE_ENGINE === "1") {
    test(name, () => {
      throw new Error(`DAYTWO_REQUIRE_ENGINE=1, but ${ground}`);
    });
  } else {
    process.stderr.write(`skipped: ${name}: ${ground}\n`);
    test.skip(name, () => {});
  }
}

let found: Ground | string | undefined;

/** What there is, or what is missing. */
function findGround(): Ground | string {
  found ??= look();
  return found;
}

function look(): Ground | string {
  const engine = findEngine();
  if (!engine) return 'no engine answers "pulumi version", on PATH or from the npm package "pulumi"';
  const folders = [engine.folder, ...(process.env.PATH ?? "").split(delimiter)];
  const provider = folders.find(folder => existsSync(join(folder, "pulumi-resource-docker")));
  if (provider === undefined) return "Pulumi's Docker provider, pulumi-resource-docker, is not on PATH";
  return missingDocker() ?? { engine, provider, docker: new Docker() };
}
