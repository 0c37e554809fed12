/**
 * esbuild keeps to ES modules where TypeScript, which Pulumi runs programs with, makes plain CommonJS. Three differences
 * show in programs: `import * as x` of a module that is a function can't be called; imported modules are copies, which
 * Pulumi doesn't know for modules when it turns functions into text; and an export can't be read before it is set.
 * The code is changed without moving anything, because source maps point into it.
 */
export function asTypeScriptDoes(code: string): string {
  const imports = code.replace(IMPORT, (whole, name: string, required: string, node: string | undefined) => {
    const uses = new Set(Array.from(code.matchAll(new RegExp(`\\b${name}\\.(default)?`, "g")), ([, used]) => used));
    if (!uses.has("default")) return `${name}=       (${node ? "1," : ""}${required})`;
    return uses.size === 1 ? whole.replace("__toESM", DEFAULT) : whole;
  });
  return imports.replace(EXPORT, helper => `var __export=${EXPORTS};`.padEnd(helper.length));
}

const IMPORT = /\b(\w+)=__toESM\((require\("[^"]*"\))(,1)?\)/g;
const EXPORT =
  /var __export=\(target,all\)=>\{for\(var name in all\)__defProp\(target,name,\{get:all\[name\],enumerable:true\}\)\};/;

/** As long as `__toESM`. */
const DEFAULT = "__toDef";
const EXPORTS = "__toExp_";

/** Makes the helpers known that the changed code calls. */
export function installInterop(): void {
  const helpers = { [DEFAULT]: importDefault, [EXPORTS]: lateExports };
  for (const [name, value] of Object.entries(helpers))
    Object.defineProperty(globalThis, name, { value, enumerable: false });
}

/** TypeScript's `__importDefault`. */
export function importDefault(module: unknown, node?: number): unknown {
  const isEsm = typeof module === "object" && module !== null && "__esModule" in module;
  return isEsm && !node ? module : { default: module };
}

/** Exports that are `undefined` until they are set. */
export function lateExports(target: object, all: Record<string, () => unknown>): void {
  for (const [name, get] of Object.entries(all))
    Object.defineProperty(target, name, { get: () => orUndefined(get), enumerable: true });
}

function orUndefined(get: () => unknown): unknown {
  try {
    return get();
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}
