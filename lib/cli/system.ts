import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Manifest, Operations } from "../operations";
import { ProjectError } from "../plan/errors";

/** How the verbs of a running system are told which one. */
export interface SystemFlags {
  cwd: string;
  stack?: string;
  manifest?: string;
  host?: string;
  json?: boolean;
}

/** The name of the stack output that holds the manifest. */
const OUTPUT = "daytwo";

/** Adds what all verbs of a running system take. */
export function systemOptions(command: Command): Command {
  return command
    .option("-C, --cwd <directory>", "the project's directory", ".")
    .option("-s, --stack <name>", "the stack (default: the one that is selected)")
    .option("--manifest <file>", "what the stack's output daytwo holds, as JSON, in place of asking Pulumi")
    .option("--host <address>", "the Docker host (default: the stack's, else DOCKER_HOST, else the local socket)")
    .option("-j, --json", "print JSON");
}

/** Opens the system that the flags name, gives it to `use`, and closes it whatever happens. */
export async function withSystem<T>(
  flags: SystemFlags,
  use: (operations: Operations, manifest: Manifest) => Promise<T>,
): Promise<T> {
  const { openOperations }: typeof import("../operations/open") = require("../operations/open");
  const manifest = await manifestOf(flags);
  const interruption = new AbortController();
  const { host } = flags;
  const options = { host, setting: await settingFor(flags, manifest), signal: interruption.signal };
  const operations = openOperations(manifest, options);
  const heedless = operations.interruptible ? heed(interruption) : () => {};
  try {
    return await use(operations, manifest);
  } finally {
    heedless();
    operations.close();
  }
}

/** Passes the first Ctrl-C on; at the second the process ends as ever. Gives what ends that. */
function heed(interruption: AbortController): () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const abort = () => interruption.abort();
  for (const signal of signals) process.once(signal, abort);
  return () => {
    for (const signal of signals) process.off(signal, abort);
  };
}

/** Pulumi is asked only for what is needed: each call takes its second. */
async function settingFor({ manifest: given, host, cwd, stack }: SystemFlags, manifest: Manifest) {
  if (given !== undefined || host !== undefined) return undefined;
  const { isFar, settingsOf }: typeof import("../operations/connection") = require("../operations/connection");
  return isFar(manifest) ? settingsOf({ directory: cwd, stack }) : undefined;
}

async function manifestOf({ manifest, cwd, stack }: SystemFlags): Promise<Manifest> {
  const { parseManifest }: typeof import("../operations/manifest") = require("../operations/manifest");
  if (manifest !== undefined) return parseManifest(await fileContent(manifest), manifest);
  const { pulumi }: typeof import("../operations/pulumi") = require("../operations/pulumi");
  const outputs = parsed(await pulumi({ directory: cwd, stack }, "stack", "output", "--json"), "pulumi stack output");
  const found = typeof outputs === "object" && outputs !== null ? Reflect.get(outputs, OUTPUT) : undefined;
  if (found !== undefined) return parseManifest(found, `the stack output "${OUTPUT}"`);
  throw new ProjectError(
    `the stack has no output "${OUTPUT}"; write export const ${OUTPUT} = application.manifest in its program, and run pulumi up`,
  );
}

async function fileContent(path: string): Promise<unknown> {
  let text: string;
  try {
    text = readFileSync(path === "-" ? 0 : path, "utf8");
  } catch {
    throw new ProjectError(`${path}: cannot be read; write the path of a file with a manifest`);
  }
  return parsed(text, path);
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProjectError(`${where}: is no JSON`);
  }
}
