import type { Failure } from "./model";

const MOST_FRAMES = 10;

/** Frames of a stack that say nothing to anybody. */
const INTERNAL = /\(node:|at (?:async )?node:|\(<anonymous>\)/;

/** Frames that say little to the author of a program, as long as there are others. */
const PACKAGED = /[\\/]node_modules[\\/]/;

/** Where the plan's own code lies; its frames are no news to anybody either. */
const PLAN = __dirname;

/** Rewrites the places in a stack for the files that the user wrote. */
export type MapStack = (stack: string) => string;

/** An error by its shape: it may come from another copy of a package, or from another realm. */
type Thrown = { [key: string]: unknown; name: unknown; message: unknown; stack?: unknown };

/**
 * What an error says to the user: the message alone where the user wrote something wrong or the program wants it so, else
 * with the program's own frames.
 */
export function failureOf(error: unknown, mapStack: MapStack = stack => stack): Failure {
  try {
    if (isThrown(error)) return told(error, mapStack);
    return { kind: "program", message: `the program threw ${describe(error)}` };
  } catch {
    return { kind: "program", message: "the program threw an object that can't be read" };
  }
}

function told(error: Thrown, mapStack: MapStack): Failure {
  const missing = missingPackage(error);
  if (missing) return { kind: "input", message: missing };
  const message = withMend(String(error.message));
  if (isInputError(error)) return { kind: "input", message };
  if (hidesStack(error)) return { kind: "program", message };
  const named = error.name === "Error" ? message || "Error" : `${error.name}: ${message}`;
  const stack = mapStack(framesOf(error));
  return stack === "" ? { kind: "program", message: named } : { kind: "program", message: named, stack };
}

function isThrown(error: unknown): error is Thrown {
  if (typeof error !== "object" || error === null) return false;
  return "message" in error && "name" in error;
}

function describe(thrown: unknown): string {
  if (typeof thrown === "string") return JSON.stringify(thrown);
  return typeof thrown === "object" && thrown !== null ? "an object that is no Error" : String(thrown);
}

/** Mistakes of the user's: in a specification, or in configuration that Pulumi's own `Config` refuses. */
function isInputError(error: Thrown): boolean {
  const refusedByConfig = error.__pulumiRunError === true && /^Config\w+Error$/.test(error.constructor.name);
  return error.__daytwoInputError === true || refusedByConfig;
}

function hidesStack(error: Thrown): boolean {
  return error.__pulumiRunError === true || (error.__pulumResourceError === true && error.hideStack === true);
}

/** Pulumi says how to set a value for its engine, in a second line; here there are ways of ours. */
function withMend(message: string): string {
  const asked = /\s+please set a value using the command `pulumi config set (--secret )?(\S+) <\w+>`/;
  return message.replace(asked, (_line, secret: string | undefined, key: string) => {
    const option = secret ? "--config-secret" : "--config";
    return `; give it in the stack file, in a fixtures file or with ${option} ${key}=…`;
  });
}

/** `aws: install @pulumi/aws`, when the error is that a package isn't there. */
function missingPackage({ code, message }: Thrown): string | undefined {
  if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const [, specifier] = /Cannot find (?:module|package) '([^']+)'/.exec(String(message)) ?? [];
  if (!specifier || /^[./\\]|^[A-Za-z]:|^file:/.test(specifier)) return undefined;
  const depth = specifier.startsWith("@") ? 2 : 1;
  const name = specifier.split("/").slice(0, depth).join("/");
  const short = name.replace(/^@pulumi\//, "");
  return `${short}: install ${name} (npm install ${name}, or npm install where package.json names it)`;
}

/** Errors in the text of a program: their frames are those of who read it. */
const OF_TEXT = ["SyntaxError", "TransformError"];

function framesOf({ name, stack }: Thrown): string {
  const lines = String(stack ?? "").split("\n");
  if (OF_TEXT.includes(String(name))) return /^\S.*:\d+$/.test(lines[0] ?? "") ? `at ${lines[0]}` : "";
  const frames = lines
    .filter(line => /^\s+at /.test(line) && !INTERNAL.test(line) && !line.includes(PLAN))
    .map(frame => frame.trim());
  const own = frames.filter(frame => !PACKAGED.test(frame));
  return (own.length > 0 ? own : frames).slice(0, MOST_FRAMES).join("\n");
}
