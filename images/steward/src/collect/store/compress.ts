import { createReadStream, createWriteStream } from "node:fs";
import { open, readdir, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { syncFolder } from "./file";
import { dayOf, foldersIn, type LogFile, logFiles } from "./names";

const UNFINISHED = ".gz.tmp";

/**
 * Compresses what is closed: every file but the last of today of each source. The plain file goes when the compressed one
 * is whole and on the disk.
 */
export async function compressClosed(folder: string, moment: number): Promise<void> {
  const files = logFiles(folder);
  const open = new Map(files.filter(({ day }) => day >= dayOf(moment)).map(file => [file.source, file]));
  for (const file of files) if (!file.compressed && open.get(file.source) !== file) await compress(file);
}

async function compress({ path }: LogFile): Promise<void> {
  const unfinished = `${path}${UNFINISHED}`;
  await pipeline(createReadStream(path), createGzip(), createWriteStream(unfinished, { mode: 0o640 }));
  const handle = await open(unfinished, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, `${path}.gz`);
  syncFolder(dirname(path));
  await unlink(path);
}

/** Puts right what a killed collector left: compressed files that are not whole, and plain ones that are there compressed too. */
export async function tidy(folder: string): Promise<void> {
  for (const source of foldersIn(folder)) {
    const names = new Set(await readdir(join(folder, source)));
    const left = [...names].filter(name => name.endsWith(UNFINISHED) || names.has(`${name}.gz`));
    for (const name of left) await unlink(join(folder, source, name));
  }
}

/** Deletes the closed files of the days before this one. */
export async function deleteBefore(folder: string, day: string): Promise<void> {
  for (const file of logFiles(folder)) if (file.compressed && file.day < day) await unlink(file.path);
}
