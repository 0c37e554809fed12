import type { Failure } from "./model";

const MOST_FRAMES = 10;

/** Frames of a stack that say nothing to anybody. */
const INTERNAL = /\(node:|at (?:async )?node:|<anonymous>/;

/** Frames that say little to the author of a program, as long as there are others. */
const PACKAGED = /[\\/]node_modules[\\/]/;

/** Rewrites the places in a stack for the files that the user wrote. */
export type MapStack = (stack: string) => string;

/** Where the plan's own code lies; its frames are no news to anybody either. */
const PLAN = __dirname;

/** What an error says to the user: the message alone where the user wrote something wrong, else with the program's own frames. */
export function failureOf(error: unknown, mapStack: MapStack = stack => stack): Failure {
  const missing = missingPackage(error);
  if (missing) return { kind: "input", message: missing };
  const message = messageOf(error);
  if (isInputError(error)) return { kind: "input", message };
  if (isRunError(error)) return { kind: "program", message };
  const stack = ownFrames(error, mapStack);
  return stack === "" ? { kind: "program", message } : { kind: "program", message, stack };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error) && !hasMessage(error)) return `the program threw ${describe(error)}`;
  const name = "name" in error ? String(error.name) : "Error";
  const plain = name === "Error" || isInputError(error) || isRunError(error);
  const message = withMend(error.message);
  return plain ? message || name : `${name}: ${message}`;
}

/** Pulumi says how to set a value for its engine, in a second line; here there are ways of ours. */
function withMend(message: string): string {
  const asked = /\s+please set a value using the command `pulumi config set (--secret )?(\S+) <(?:value|placeholder)>`/;
  return message.replace(
    asked,
    (_line, secret: string | undefined, key: string) =>
      `; give it in the stack file, in a fixtures file or with ${secret ? "--config-secret" : "--config"} ${key}=…`,
  );
}

function describe(thrown: unknown): string {
  if (typeof thrown === "string") return JSON.stringify(thrown);
  return typeof thrown === "object" && thrown !== null ? "an object that is no Error" : String(thrown);
}

function hasMessage(error: unknown): error is { message: string } {
  return typeof error === "object" && error !== null && "message" in error && typeof error.message === "string";
}

/** Mistakes of the user's: in a specification, or in configuration that Pulumi's own `Config` refuses. */
function isInputError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  return "__daytwoInputError" in error || (isRunError(error) && /^Config\w+Error$/.test(error.constructor.name));
}

function isRunError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const hidesStack = "__pulumResourceError" in error && "hideStack" in error && error.hideStack === true;
  return "__pulumiRunError" in error || hidesStack;
}

/** `aws: install @pulumi/aws`, when the error is that a package isn't there. */
function missingPackage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code !== "MODULE_NOT_FOUND" && error.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const [, specifier] = /Cannot find (?:module|package) '([^']+)'/.exec(error.message) ?? [];
  if (!specifier || /^[./\\]|^[A-Za-z]:|^file:/.test(specifier)) return undefined;
  const depth = specifier.startsWith("@") ? 2 : 1;
  const name = specifier.split("/").slice(0, depth).join("/");
  return `${name.replace(/^@pulumi\//, "")}: install ${name} (npm install ${name}, or npm install where package.json names it)`;
}

function ownFrames(error: unknown, mapStack: MapStack): string {
  if (!(error instanceof Error) || !error.stack) return "";
  const frames = error.stack
    .split("\n")
    .filter(line => /^\s+at /.test(line) && !INTERNAL.test(line) && !line.includes(PLAN))
    .map(frame => frame.trim());
  const own = frames.filter(frame => !PACKAGED.test(frame));
  return mapStack((own.length > 0 ? own : frames).slice(0, MOST_FRAMES).join("\n"));
}
