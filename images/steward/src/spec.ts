import { readFile, writeFile } from "node:fs/promises";
import type { z } from "zod";
import { codeOf, Failure } from "./failure";
import { laid } from "./variables";

/** A specification that cannot be followed: the steward ends with exit code 2. */
export class SpecError extends Error {}

/**
 * The specification, as JSON itself or as the path of a JSON file.
 *
 * @throws SpecError with every mistake in it, a line each
 */
export async function readSpec<Spec>(given: string | undefined, schema: z.ZodType<Spec>): Promise<Spec> {
  if (given === undefined) throw new SpecError("a specification is missing; write JSON, or the path of a JSON file");
  const inline = isInline(given);
  const value = parsed(inline ? given : await contentOf(given), inline ? "the specification" : given);
  const result = schema.safeParse(await laid(value));
  if (!result.success) throw new SpecError(result.error.issues.flatMap(plain).map(told).join("\n"));
  return result.data;
}

/** Leaves another specification in the file that it was given as. @throws Failure when that cannot be written */
export async function leaveSpec(given: string, spec: unknown): Promise<void> {
  if (isInline(given)) return;
  try {
    await writeFile(given, JSON.stringify(spec));
  } catch (error) {
    throw new Failure(`${given}: cannot be emptied (${codeOf(error)})`);
  }
}

function isInline(given: string): boolean {
  return given.trimStart().startsWith("{");
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new SpecError(`${path}: cannot be read (${codeOf(error)})`);
  }
}

/** The parser's own message quotes the text, in which there may be secrets. */
function parsed(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SpecError(`${subject}: is no JSON`);
  }
}

function told({ path, message }: Told): string {
  const where = path.map(String).join(".");
  return where === "" ? message : `${where}: ${message}`;
}

interface Told {
  path: PropertyKey[];
  message: string;
}

/** What zod puts into other issues is what a person can mend. */
function plain(issue: z.core.$ZodIssue): Told[] {
  if (issue.code === "invalid_key") {
    const why = issue.issues[0]?.message ?? issue.message;
    return [{ path: issue.path.slice(0, -1), message: `${String(issue.path.at(-1))} ${why}` }];
  }
  if (issue.code === "invalid_union") return nearest(issue);
  return [issue];
}

/** Of the forms that a value may have, the one that it comes nearest to. */
function nearest({ path, message, errors }: z.core.$ZodIssueInvalidUnion): Told[] {
  const [closest] = [...errors].sort((a, b) => a.length - b.length);
  if (closest === undefined) return [{ path, message }];
  return closest.flatMap(plain).map(inner => ({ ...inner, path: [...path, ...inner.path] }));
}
