import { copyFile, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncFolder } from "../collect/store/file";
import { type Archive, digestOf } from "./archive";

const UNFINISHED = ".unfinished";

/** An archive in a folder, such as a volume. */
export async function folderArchive(folder: string): Promise<Archive> {
  await mkdir(folder, { recursive: true });
  return {
    async list() {
      const names = await readdir(folder, { recursive: true });
      return names.filter(name => !name.endsWith(UNFINISHED));
    },
    async put(path, file) {
      const at = join(folder, path);
      await mkdir(dirname(at), { recursive: true });
      await copyFile(file, `${at}${UNFINISHED}`);
      const handle = await open(`${at}${UNFINISHED}`, "r+");
      await handle.sync().finally(() => handle.close());
      await rename(`${at}${UNFINISHED}`, at);
      syncFolder(dirname(at));
    },
    digest: path => digestOf(join(folder, path)),
    remove: path => rm(join(folder, path), { force: true }),
  };
}
