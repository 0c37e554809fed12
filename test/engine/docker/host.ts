import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import Docker from "dockerode";
import { missingDocker } from "../../support/docker/host";
import { testWith } from "../../support/needs";
import { type Engine, findEngine, NO_ENGINE } from "../engine";

/** What the tests of this folder run on: the engine with Pulumi's Docker provider, and a Docker host. */
export interface Ground {
  engine: Engine;
  /** The folder of the Docker provider. */
  provider: string;
  docker: Docker;
}

const TIMEOUT = 1_800_000;

/** A test that needs Docker, the engine, its Docker provider and the stand-in images. */
export function itOnDocker(name: string, body: (ground: Ground) => Promise<void>, timeout = TIMEOUT): void {
  testWith(findGround(), name, body, timeout);
}

let found: Ground | string | undefined;

/** What there is, or what is missing. */
function findGround(): Ground | string {
  found ??= look();
  return found;
}

function look(): Ground | string {
  const engine = findEngine();
  if (!engine) return NO_ENGINE;
  const folders = [engine.folder, ...(process.env.PATH ?? "").split(delimiter)];
  const provider = folders.find(folder => existsSync(join(folder, "pulumi-resource-docker")));
  if (provider === undefined) return "Pulumi's Docker provider, pulumi-resource-docker, is not on PATH";
  return missingDocker() ?? { engine, provider, docker: new Docker() };
}
