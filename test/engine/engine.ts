import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { testWith } from "../support/needs";

/** Where the real engine's programs lie: the CLI, the language host and the provider of dynamic resources. */
export interface Engine {
  folder: string;
  version: string;
}

/** A test that needs the engine. */
export function itWithEngine(name: string, body: (engine: Engine) => Promise<void>): void {
  testWith(findEngine() ?? NO_ENGINE, name, body);
}

/** What is missing where there is no engine, in words. */
export const NO_ENGINE = 'no engine answers "pulumi version", on PATH or from the npm package "pulumi"';

let found: { engine: Engine | undefined } | undefined;

/** The engine: `pulumi` on PATH, else the official package from npm, and only when it answers `pulumi version`. */
export function findEngine(): Engine | undefined {
  found ??= { engine: locate(onPath()) ?? locate(fromNpm()) };
  return found.engine;
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(folder => folder !== "");
  return folders.map(folder => join(folder, "pulumi")).find(existsSync);
}

function fromNpm(): string | undefined {
  try {
    return require.resolve("pulumi/run.js");
  } catch {
    return undefined;
  }
}

/** A command that answers is the CLI itself, or npm's wrapper, which downloads the CLI at its first use. */
function locate(command: string | undefined): Engine | undefined {
  const version = command === undefined ? undefined : versionOf(command);
  if (command === undefined || version === undefined) return undefined;
  const downloads = join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "versions", version, "bin");
  const folder = [dirname(realpathSync(command)), downloads].find(it => existsSync(join(it, "pulumi-language-nodejs")));
  return folder === undefined ? undefined : { folder, version };
}

function versionOf(command: string): string | undefined {
  const { status, stdout } = spawnSync(command, ["version"], {
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return status === 0 ? stdout.trim().replace(/^v/, "") : undefined;
}
