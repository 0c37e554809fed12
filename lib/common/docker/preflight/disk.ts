import { statfs } from "node:fs/promises";
import type { Mistakes } from "../../errors";
import { formatSize, mebibytes, type Size } from "../../size";

const MEBIBYTE = 1_048_576;

/**
 * That there is room where Docker keeps its images, volumes and logs: on a full disk, databases stop, and an update ends in
 * its middle.
 */
export async function checkDisk(folder: string, least: Size, mistakes: Mistakes): Promise<void> {
  const free = await freeMebibytes(folder);
  if (free === undefined || free >= mebibytes(least)) return;
  const message = `${formatSize(free)} are free on the disk of ${folder}, less than ${least}; make room, such as with docker image prune, or write a smaller leastDisk`;
  mistakes.add("leastDisk", message);
}

/** `undefined` where this cannot be seen: in Docker Desktop the folder lies in a machine of its own. */
async function freeMebibytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return Math.floor((bavail * bsize) / MEBIBYTE);
  } catch {
    return undefined;
  }
}
