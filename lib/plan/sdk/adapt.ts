import { AsyncLocalStorage } from "node:async_hooks";
import { ProgramInputError } from "../errors";
import type { Run } from "../run";
import { OUTPUT, SIGNATURE } from "../wire";
import { knownResult } from "./known";
import type { RunState, Sdk } from "./load";
import { type StandInSource, standIn } from "./standin";

const runs = new WeakMap<RunState, Run>();
const adapted = new WeakSet<Sdk["runtime"]>();

/** Set while the plain form of an invoke is on its way. It stays unanswered until somebody answers. */
const plainInvoke = new AsyncLocalStorage<{ answered: boolean }>();

/** The SDK's own overlooks functions without a name, and the files of ES modules. */
const FRAME = /^\s*at (?:.*? \()?(?:file:\/\/)?(?<file>.+?):(?<line>\d+):(?<column>\d+)\)?$/;

/** Lets the SDK's current run be found by what is adapted. */
export function enterRun(sdk: Sdk, run: Run): void {
  runs.set(sdk.state.getStore(), run);
  if (adapted.has(sdk.runtime)) return;
  adapted.add(sdk.runtime);
  sdk.Resource.framePositionRegExp = FRAME;
  adaptInvokes(sdk);
  adaptConfig(sdk);
  adaptStackReferences(sdk);
  adaptEngine(sdk);
}

/** Whether the invoke that is being served was called in its plain form. */
export function isPlainInvoke(): boolean {
  return plainInvoke.getStore() !== undefined;
}

/** Says that the invoke that is being served has an answer. */
export function noteAnswer(): void {
  const call = plainInvoke.getStore();
  if (call) call.answered = true;
}

/**
 * The plain form of an invoke gives a stand-in when nobody answers it, and when it is not even asked because an argument
 * is unknown: Pulumi itself gives an empty object then.
 */
function adaptInvokes(sdk: Sdk): void {
  const { runtime } = sdk;
  for (const name of ["invoke", "invokeSingle"] as const) {
    const original = runtime[name];
    runtime[name] = async (token, args, options, packageRef) => {
      const call = { answered: false };
      const result = await plainInvoke.run(call, () => original(token, args, options, packageRef));
      const run = call.answered ? undefined : runOf(sdk);
      if (!run) return result;
      return standIn(token, fixtureSource(run, "invokes", token), knownResult(token, run));
    };
  }
}

/** The typed getters of `Config`, without the `get` or `require` that they start with. */
const CONFIG_TYPES = ["", "Boolean", "Number", "Object"];

/** An encrypted value is a secret output without a value; only where a program asks for a plain text it gets a placeholder. */
function adaptConfig(sdk: Sdk): void {
  for (const verb of ["get", "require"])
    for (const type of CONFIG_TYPES) {
      adaptGetter(sdk, `${verb}Secret${type}`, () => unknownSecret(sdk));
      adaptGetter(sdk, `${verb}${type}`, (run, key) => {
        if (type === "") return run.placeholders.issue("secret", key);
        throw new ProgramInputError(
          `${key}: is encrypted, so that it can't be read as ${type.toLowerCase()} here; give it with --config-secret ${key}=…, or under config in a fixtures file`,
        );
      });
    }
}

function adaptGetter(sdk: Sdk, method: string, encrypted: (run: Run, key: string) => unknown): void {
  const { prototype } = sdk.Config;
  const original = prototype[method];
  prototype[method] = function (key, options) {
    const run = runOf(sdk);
    const whole = `${this.name}:${key}`;
    if (run?.settings.configuration.encrypted.includes(whole)) return encrypted(run, whole);
    return original?.call(this, key, options);
  };
}

function unknownSecret(sdk: Sdk): unknown {
  return sdk.runtime.deserializeProperty({ [SIGNATURE]: OUTPUT, secret: true });
}

/** The promptly read outputs of a stack that no fixture describes are stand-ins: Pulumi itself would give `undefined`. */
function adaptStackReferences(sdk: Sdk): void {
  const { prototype } = sdk.StackReference;
  for (const method of ["getOutputValue", "requireOutputValue", "getOutputDetails"]) {
    const original = prototype[method];
    prototype[method] = async function (output) {
      const name = await this.name.promise();
      const run = runOf(sdk);
      if (!run || run.settings.fixtures.stackReferences?.[name]) return original?.call(this, output);
      const value = standIn(`${name} ${output}`, fixtureSource(run, "stackReferences", name));
      return method === "getOutputDetails" ? { value } : value;
    };
  }
}

/** What the SDK tells the engine beside the monitor: its messages for people. */
function adaptEngine(sdk: Sdk): void {
  const original = sdk.settings.getEngine;
  sdk.settings.getEngine = () => {
    const run = runOf(sdk);
    return run ? { log: logger(run), setRootResource: accept, requirePulumiVersion: accept } : original();
  };
}

const SEVERITIES = [undefined, "info", "warning", "error"] as const;

function logger(run: Run) {
  return (message: { getSeverity(): number; getMessage(): string; getUrn(): string }, done: () => void) => {
    const severity = SEVERITIES[message.getSeverity()];
    if (severity) run.note(severity, message.getMessage(), message.getUrn());
    done();
  };
}

function accept(_request: unknown, done: (error: null) => void): void {
  done(null);
}

function fixtureSource(run: Run, section: keyof Run["settings"]["fixtures"], name: string): StandInSource {
  return {
    text: subject => run.placeholders.issue("unknown", subject),
    error: subject =>
      new ProgramInputError(
        `${subject}: the program has to know this value, and the plan can't; give it under ${section} in a fixtures file: ${JSON.stringify({ [section]: { [name]: { "…": "…" } } })}`,
      ),
  };
}

function runOf(sdk: Sdk): Run | undefined {
  return runs.get(sdk.state.getStore());
}
