import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hashSync } from "bcryptjs";
import type { FillFile, FillSpec } from "../../../../lib/steward/fill";
import { codeOf, Failure } from "../failure";

type Files = FillSpec["files"];

const REFERENCE = /\{\{([^{}|]+)(\|bcrypt)?\}\}/g;
const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The files in an order in which each comes after those that its template names.
 *
 * @throws Failure when a template names a file that is not there, or two name each other
 */
export function inOrder(files: Files): [string, FillFile][] {
  const done = new Map<string, FillFile>();
  const visit = (path: string, by: readonly string[]): void => {
    if (done.has(path)) return;
    const file = files[path];
    if (!file) throw new Failure(`${by.at(-1)}: names "${path}", which is not among the files; add it`);
    if (by.includes(path)) throw new Failure(`${path}: is made from itself, by way of ${[...by, path].join(" → ")}`);
    for (const name of namedIn(file)) visit(name, [...by, path]);
    done.set(path, file);
  };
  for (const path of Object.keys(files)) visit(path, []);
  return [...done];
}

/** What belongs into a file; files that its template names are there already. */
export async function contentOf(file: FillFile, to: string): Promise<Buffer> {
  if ("content" in file) return Buffer.from(file.content);
  if ("from" in file) return read(file.from);
  if ("generate" in file) return Buffer.from(Array.from({ length: file.generate }, randomCharacter).join(""));
  const parts = new Map<string, string>();
  for (const name of namedIn(file)) parts.set(name, (await read(join(to, name))).toString("utf8").trimEnd());
  return Buffer.from(
    file.template.replace(REFERENCE, (_, name: string, hashed?: string) => {
      const text = parts.get(name.trim()) ?? "";
      return hashed === undefined ? text : hashSync(text);
    }),
  );
}

function namedIn(file: FillFile): string[] {
  if (!("template" in file)) return [];
  return [...file.template.matchAll(REFERENCE)].flatMap(([, name]) => name?.trim() ?? []);
}

function randomCharacter(): string {
  return CHARACTERS.charAt(randomInt(CHARACTERS.length));
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Failure(`${path} cannot be read (${codeOf(error)})`);
  }
}
