import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Longer than it takes to make a repository: whoever left the mark longer ago was killed. */
const TRIES = 60;

/**
 * Makes a repository that is not there. Two jobs that did so at once would leave one that neither can read: restic does not
 * see to that. The mark stands in the repository's folder; a bucket has none, so there the component makes it beforehand.
 */
export async function madeOnce(
  location: string,
  exists: () => Promise<boolean>,
  make: () => Promise<void>,
): Promise<void> {
  if (await exists()) return;
  if (!location.startsWith("/")) return make();
  const mark = join(location, ".making");
  await mkdir(location, { recursive: true });
  for (let tries = TRIES; tries > 0 && !(await isFirst(mark)); tries -= 1) {
    await wait(1_000);
    if (await exists()) return;
  }
  try {
    if (!(await exists())) await make();
  } finally {
    await rm(mark, { recursive: true, force: true });
  }
}

function isFirst(mark: string): Promise<boolean> {
  return mkdir(mark).then(
    () => true,
    () => false,
  );
}
