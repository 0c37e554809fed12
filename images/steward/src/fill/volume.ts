import { dirname, join } from "node:path";
import type { FillFile, FillSpec } from "../../../../lib/steward/fill";
import { codeOf, Failure } from "../failure";
import { contentOf, inOrder } from "./content";
import { hasContent, makeFolder, placeAt, placed, writeWhole } from "./write";

/**
 * Writes every file, those first that others are made from.
 *
 * @throws Failure with the file that cannot be written, and why
 */
export async function fillVolume({ to, files }: FillSpec): Promise<void> {
  for (const [path, file] of inOrder(files)) await fillOne(to, path, file);
}

async function fillOne(to: string, path: string, file: FillFile): Promise<void> {
  const target = join(to, path);
  try {
    await makeFolder(to, dirname(path));
    // What was made up once must stay what it is: a database was set up with it.
    if ("generate" in file && (await hasContent(target))) await placeAt(target, placed(file));
    else await writeWhole(target, await contentOf(file, to), placed(file));
  } catch (error) {
    throw new Failure(`${path}: ${error instanceof Failure ? error.message : `cannot be written (${codeOf(error)})`}`);
  }
}
