import { asTypeScriptDoes, installInterop } from "./interop";
import type { SourceMaps } from "./sourcemaps";

type Load = (module: NodeJS.Module, file: string) => void;
type Resolve = (
  this: unknown,
  request: string,
  parent: { filename?: string } | undefined,
  ...rest: unknown[]
) => string;

/** The parts of Node's `module` that every loader of other languages hooks into. */
interface ModuleInternals {
  _extensions: Record<string, Load>;
  _resolveFilename: Resolve;
  prototype: { _compile(this: unknown, code: string, file: string): unknown };
}

const EXTENSIONS = [".ts", ".tsx", ".cts", ".mts"];

/** Has the first file of TypeScript that is required load what it takes. A program of JavaScript pays nothing. */
export function understandTypeScript(maps: SourceMaps): void {
  const module: ModuleInternals = require("node:module");
  for (const extension of EXTENSIONS) {
    module._extensions[extension] = (loaded, file) => {
      for (const each of EXTENSIONS) delete module._extensions[each];
      hookTsx(module, maps);
      (module._extensions[extension] ?? module._extensions[".ts"])?.(loaded, file);
    };
  }
}

/** Loads tsx, and keeps it from looking at the files of packages, which are JavaScript and by far the most. */
function hookTsx(module: ModuleInternals, maps: SourceMaps): void {
  const plain = { ...module._extensions };
  const plainResolve = module._resolveFilename;
  const tsx: typeof import("tsx/cjs/api") = require("tsx/cjs/api");
  tsx.register();
  const { _extensions: hooked, _resolveFilename: tsxResolve } = module;
  for (const [extension, load] of Object.entries(hooked)) hooked[extension] = throughTsx(plain[extension], load);
  module._resolveFilename = function (request, parent, ...rest) {
    const chosen = isPackaged(parent?.filename) ? plainResolve : tsxResolve;
    return chosen.call(this, request, parent, ...rest);
  };
  mapHere(module, maps);
}

function throughTsx(plain: Load | undefined, tsx: Load): Load {
  return (module, file) => {
    if (plain && isPackaged(file)) return plain(module, file);
    // tsx adds source maps to the code only as long as Node's own are on.
    process.setSourceMapsEnabled(true);
    tsx(module, file);
  };
}

/** Keeps Node from reading source maps; `SourceMaps` does it for the files of the project alone. */
function mapHere({ prototype }: ModuleInternals, maps: SourceMaps): void {
  const compile = prototype._compile;
  installInterop();
  process.setSourceMapsEnabled(false);
  prototype._compile = function (code, file) {
    process.setSourceMapsEnabled(false);
    if (isPackaged(file)) return compile.call(this, code, file);
    const plain = asTypeScriptDoes(code);
    maps.remember(file, plain);
    return compile.call(this, plain, file);
  };
}

function isPackaged(file: string | undefined): boolean {
  return file?.includes("/node_modules/") ?? false;
}
