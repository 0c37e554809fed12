import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

interface Position {
  file: string;
  line: number;
  column: number;
}

const COMMENT = /\/\/[#@] sourceMappingURL=(\S+)\s*$/;
const INLINE = /^data:application\/json[^,]*;base64,(.*)$/s;
const PLACE = /(\(|at (?:async )?)((?:file:|\/|[A-Za-z]:\\)[^()\n]*?):(\d+):(\d+)/g;

/**
 * Finds the places in the user's own files. Node can do so itself, but then it reads the maps of every package as it is
 * loaded, and looks every frame up: three times the cost of a plan.
 */
export class SourceMaps {
  private readonly transformed = new Map<string, string>();
  private readonly maps = new Map<string, SourceMap | undefined>();

  /** Notes what a file was turned into on being loaded. */
  remember(file: string, code: string): void {
    this.transformed.set(file, code);
  }

  position(file: string, line: number, column: number): Position {
    const entry = this.mapOf(file)?.findEntry(line - 1, column - 1);
    if (!entry || !("originalSource" in entry)) return { file, line, column };
    return {
      file: original(file, entry.originalSource),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  }

  /** A stack with every place in it found. */
  readonly stack = (stack: string): string =>
    stack.replace(PLACE, (_place, before: string, file: string, line: string, column: string) => {
      const path = file.startsWith("file:") ? fileURLToPath(file) : file;
      const at = this.position(path, Number(line), Number(column));
      return `${before}${at.file}:${at.line}:${at.column}`;
    });

  private mapOf(file: string): SourceMap | undefined {
    if (!this.maps.has(file)) this.maps.set(file, this.load(file));
    return this.maps.get(file);
  }

  private load(file: string): SourceMap | undefined {
    if (file.includes("/node_modules/") || !(this.transformed.has(file) || existsSync(file))) return undefined;
    const [, url] = COMMENT.exec(this.transformed.get(file) ?? readFileSync(file, "utf8")) ?? [];
    return url === undefined ? undefined : parse(file, url);
  }
}

function parse(file: string, url: string): SourceMap | undefined {
  const [, inline] = INLINE.exec(url) ?? [];
  const path = resolve(dirname(file), decodeURIComponent(url));
  if (inline === undefined && !existsSync(path)) return undefined;
  const json = inline === undefined ? readFileSync(path, "utf8") : Buffer.from(inline, "base64").toString();
  try {
    return new SourceMap(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function original(file: string, source: string): string {
  return source.startsWith("file:") ? fileURLToPath(source) : resolve(dirname(file), source);
}
