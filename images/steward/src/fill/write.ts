import { type FileHandle, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { FillFile } from "../../../../lib/steward/fill";
import { codeOf, Failure } from "../failure";

/** Who may read a file. */
export interface Placed {
  mode: number;
  uid: number;
  gid: number;
}

export function placed({ mode = "0444", owner }: Pick<FillFile, "mode" | "owner">): Placed {
  const [uid = -1, gid = uid] = owner?.split(":").map(Number) ?? [];
  return { mode: Number.parseInt(mode, 8), uid, gid };
}

/** Makes a folder below `root`, refusing links on the way, which could lead out of the volume. */
export async function makeFolder(root: string, folder: string): Promise<void> {
  let path = root;
  for (const part of folder.split(sep).filter(name => name !== "" && name !== ".")) {
    path = join(path, part);
    await mkdir(path, { mode: 0o755 }).catch(unlessThere);
    if (!(await lstat(path)).isDirectory()) throw new Failure(`${path} is no folder`);
  }
}

/** Whether there is a whole file already: not an empty one, which a full disk can leave. */
export async function hasContent(path: string): Promise<boolean> {
  const found = await lstat(path).catch(unlessMissing);
  return found?.isFile() === true && found.size > 0;
}

/** Writes a file so that it is there whole, with its owner and mode, or not at all: after a crash as well. */
export async function writeWhole(path: string, content: Buffer, placed: Placed): Promise<void> {
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(content);
    await place(file, placed);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await sync(dirname(path));
}

/** Gives a file that stays its owner and mode. */
export async function placeAt(path: string, placed: Placed): Promise<void> {
  const file = await open(path, "r");
  try {
    await place(file, placed);
  } finally {
    await file.close();
  }
}

async function place(file: FileHandle, { mode, uid, gid }: Placed): Promise<void> {
  if (uid !== -1) await file.chown(uid, gid);
  await file.chmod(mode);
}

async function sync(folder: string): Promise<void> {
  const opened = await open(folder, "r");
  await opened.sync().finally(() => opened.close());
}

function unlessThere(error: unknown): void {
  if (codeOf(error) !== "EEXIST") throw error;
}

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) !== "ENOENT") throw error;
}
