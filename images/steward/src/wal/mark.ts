import { open, readFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { SHIPPING } from "../../../../lib/steward/ship-wal";

/** A day before the server takes the mark for left over, so that it has not begun to when we still trust the mark. */
const TRUSTED_MILLISECONDS = (SHIPPING.days - 1) * 86_400_000;

/**
 * Has the server keep its log in the archive from now on, when it does not. To be called before a base backup, which is worth
 * nothing without the log that follows it.
 *
 * @returns since when all of the log is kept there: only a base backup from after that leads to the present
 */
export async function keepLog(archive: string): Promise<Date> {
  const path = join(archive, SHIPPING.mark);
  const found = await stat(path).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs < TRUSTED_MILLISECONDS) {
    const since = new Date(await readFile(path, "utf8"));
    if (!Number.isNaN(since.getTime())) return since;
  }
  const since = new Date();
  const file = await open(path, "w", 0o644);
  try {
    await file.writeFile(since.toISOString());
    await file.sync();
  } finally {
    await file.close();
  }
  return since;
}

/** Says that the log was shipped. */
export async function markShipped(archive: string): Promise<void> {
  const now = new Date();
  await utimes(join(archive, SHIPPING.mark), now, now);
}
