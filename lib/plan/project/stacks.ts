import { extname } from "node:path";
import { editDistance } from "../../common/distance";
import { ProjectError } from "../errors";
import type { Diagnostic } from "../model";
import type { Project } from "./project";
import { checkStackName, readStackFile, type StackFile, stackNames } from "./stack-file";

/** A stack by the name that the user wrote: `stack`, `organization/stack` or `organization/project/stack`. */
export interface NamedStack {
  name: string;
  organization?: string;
}

export function parseStack(written: string): NamedStack {
  const parts = written.split("/");
  const name = parts.at(-1) ?? "";
  checkStackName(name);
  if (parts.includes("") || parts.length > 3)
    throw new ProjectError(
      `stack ${JSON.stringify(written)}: is no stack; write name, organization/name or organization/project/name`,
    );
  return parts.length > 1 ? { name, organization: parts[0] } : { name };
}

/** The stacks to plan when none are named. @throws ProjectError when the project has no stack file. */
export function defaultStacks(project: Project): string[] {
  const names = stackNames(project);
  if (names.length > 0) return names;
  throw new ProjectError(
    `stack: ${project.directory} has no Pulumi.<stack>${extname(project.file)}; name a stack with --stack dev`,
  );
}

/** @throws ProjectError when the project has several stacks, or none. */
export function onlyStack(project: Project): string {
  const [first = "", second] = defaultStacks(project);
  if (second === undefined) return first;
  throw new ProjectError(`stack: ${project.directory} has several stacks; name one of them, such as ${first}`);
}

/**
 * A stack's file. A stack without one is planned all the same, unless its name looks like a slip of another's.
 *
 * @throws ProjectError
 */
export function stackFile(project: Project, stack: string): { file?: StackFile; notes: Diagnostic[] } {
  const file = readStackFile(project, stack);
  if (file) return { file, notes: [] };
  const names = stackNames(project);
  const name = `Pulumi.${stack}${extname(project.file)}`;
  const near = names.find(known => isSlip(known, stack));
  if (near)
    throw new ProjectError(
      `stack ${stack}: there is no ${name}; did you mean ${near}? To plan a new stack of this name, make the file, if only empty`,
    );
  const known = names.length > 0 ? ` (there are ${names.join(", ")})` : "";
  return {
    notes: [{ severity: "info", message: `stack ${stack}: planned without a stack file: there is no ${name}${known}` }],
  };
}

/** Whether two names differ by one or two slips. A longer form of the same name, such as `dev2`, is another stack's. */
function isSlip(known: string, written: string): boolean {
  if (known.startsWith(written) || written.startsWith(known)) return false;
  return Math.min(known.length, written.length) >= 4 && editDistance(known, written) <= 2;
}
