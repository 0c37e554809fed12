import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import type { Job, ProgramFile } from "./child/job";
import { ProjectError } from "./errors";
import type { Diagnostic, Plan } from "./model";
import type { PlanOptions } from "./options";
import type { Project } from "./project/project";
import { resolveConfiguration } from "./project/resolve";
import { parseStack, stackFile } from "./project/stacks";
import { Recording } from "./recording";
import type { RunSettings } from "./run";
import { runJob } from "./spawn";

const FIVE_MINUTES = 300_000;

/** A stack that is ready to be planned. */
export interface Prepared {
  job: Omit<Job, "token">;
  nodeargs: string[];
  notes: Diagnostic[];
}

/** Reads all that a stack's plan needs. @throws ProjectError when the project, not the program, is wrong. */
export function prepare(project: Project, stackName: string, options: PlanOptions): Prepared {
  const { name: stack, organization = options.organization ?? "organization" } = parseStack(stackName);
  const { file, notes } = stackFile(project, stack);
  const resolved = resolveConfiguration(project, stack, file, options);
  const program = programOf(project);
  checkInstalled(program.directory);
  const settings: RunSettings = {
    project: project.name,
    stack,
    organization,
    rootDirectory: project.directory,
    configuration: resolved.configuration,
    fixtures: options.fixtures ?? {},
  };
  return {
    job: { settings, program, timeout: options.timeout ?? FIVE_MINUTES },
    nodeargs: splitArguments(project.runtime.nodeargs),
    notes: [...notes, ...resolved.notes],
  };
}

/** Plans a stack in a process of its own. */
export async function runPrepared({ job, nodeargs, notes }: Prepared): Promise<Plan> {
  const recording = new Recording();
  for (const note of notes) recording.diagnostic(note);
  const failure = await runJob(job, nodeargs, recording);
  return recording.plan(job.settings.project, job.settings.stack, failure);
}

/**
 * Where the program lies, as the engine works it out (pkg/engine/project.go, getPwdMain). Its working directory is that of
 * the program, and a tsconfig.json is looked for from there.
 */
function programOf({ directory, main, runtime }: Project): ProgramFile {
  const path = main ? resolve(directory, main) : directory;
  const isDirectory = statSync(path).isDirectory();
  const place = isDirectory ? { directory: path, main: "." } : { directory: dirname(path), main: basename(path) };
  const tsconfig = runtime.tsconfig && resolve(place.directory, runtime.tsconfig);
  return { ...place, typescript: runtime.typescript, ...(tsconfig && { tsconfig }) };
}

function checkInstalled(directory: string): void {
  try {
    createRequire(join(directory, "program.js")).resolve("@pulumi/pulumi");
  } catch (error) {
    const [, broken] = /(?:Invalid package config|Error parsing) (.+?\.json)/.exec(String(error)) ?? [];
    if (broken) throw new ProjectError(`${broken}: is no valid JSON; correct it`);
    const installed = existsSync(join(directory, "node_modules"));
    const mend = installed ? "npm install @pulumi/pulumi" : "npm install";
    throw new ProjectError(`@pulumi/pulumi: is not installed in ${directory}; run ${mend} there`);
  }
}

/** Splits a line of arguments as a shell would; quotes hold words together. */
function splitArguments(line: string): string[] {
  const words = line.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map(word => word.replace(/["']/g, ""));
}
