import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Source } from "./model";
import type { Locate } from "./monitor/engine";

/** Gives the place in the original file for a place in a file that was made from it. */
export type MapPosition = (
  file: string,
  line: number,
  column: number,
) => { file: string; line: number; column: number };

const AS_IT_IS: MapPosition = (file, line, column) => ({ file, line, column });

/** Finds the innermost frame that lies in the project and in no package. */
export function locateIn(directory: string, map: MapPosition = AS_IT_IS): Locate {
  const root = `${pathToFileURL(directory).href}/`;
  const plan = `${pathToFileURL(__dirname).href}/`;
  const known = new Map<string, Source>();
  return frames => {
    const own = frames.find(
      ({ uri }) => uri.startsWith(root) && !uri.startsWith(plan) && !uri.includes("/node_modules/"),
    );
    if (!own) return undefined;
    const key = `${own.uri}:${own.line}:${own.column}`;
    const source = known.get(key) ?? sourceOf(directory, map(fileURLToPath(own.uri), own.line, own.column));
    known.set(key, source);
    return source;
  };
}

function sourceOf(directory: string, at: Source): Source {
  return { ...at, file: relative(directory, at.file) };
}
