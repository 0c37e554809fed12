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

/** What is kept aside begins, or goes on, so. */
export const ASIDE = ".before-";

function stamp(): string {
  return `${ASIDE}${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`;
}
