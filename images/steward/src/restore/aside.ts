import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Puts a folder in another's place; what was there is kept beside it, under a name that `purge` knows. */
export async function replaceFolder(folder: string, by: string): Promise<string | undefined> {
  const kept = `${folder}${stamp()}`;
  const there = await stat(folder).catch(() => undefined);
  if (there) await rename(folder, kept);
  await rename(by, folder);
  return there ? kept : undefined;
}

/** The same with what is in them: a folder on which a volume is mounted cannot be renamed. */
export async function replaceContents(folder: string, by: string): Promise<string | undefined> {
  const inside = (await readdir(folder)).filter(name => !name.startsWith(ASIDE) && join(folder, name) !== by);
  const kept = join(folder, `${stamp()}`);
  if (inside.length > 0) await mkdir(kept);
  for (const name of inside) await rename(join(folder, name), join(kept, name));
  for (const name of await readdir(by)) await rename(join(by, name), join(folder, name));
  await rm(by, { recursive: true });
  return inside.length > 0 ? kept : undefined;
}

/** The folders that were kept aside in another. */
export async function asidesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const asides = entries.filter(entry => entry.isDirectory() && entry.name.startsWith(ASIDE));
  return asides.map(({ name }) => join(folder, name)).sort();
}

/** What is kept aside begins, or goes on, so. */
export const ASIDE = ".before-";

function stamp(): string {
  return `${ASIDE}${second()}`;
}

/** This second, as it can stand in a name. */
function second(): string {
  return new Date().toISOString().replace(/[-:]|\.\d+/g, "");
}

const SECOND = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** When something was put aside, by the name that it has since; none for whatever we did not name. */
export function asideSince(what: string, name: string): Date | undefined {
  return name.startsWith(what + ASIDE) ? momentIn(name.slice(what.length + ASIDE.length)) : undefined;
}

function momentIn(text: string): Date | undefined {
  const [all, year, month, day, hour, minute, seconds] = SECOND.exec(text) ?? [];
  return all === undefined ? undefined : new Date(`${year}-${month}-${day}T${hour}:${minute}:${seconds}Z`);
}

/** PostgreSQL cuts longer names off (NAMEDATALEN). */
const LONGEST_NAME = 63;

/** The names of databases that are put aside: a new one, and when one was. */
export function asideDatabase(database: string) {
  const tail = "_before_";
  const prefix = `${database.slice(0, LONGEST_NAME - tail.length - second().length)}${tail}`;
  return {
    prefix,
    name: `${prefix}${second()}`,
    since: (name: string) => (name.startsWith(prefix) ? momentIn(name.slice(prefix.length)) : undefined),
  };
}
