import { messageOf } from "./result";
import { SpecError } from "./spec";
import { VERBS } from "./verbs";

/** What a container gets between the request to stop and the kill, less a second. */
const STOP_MILLISECONDS = 9_000;

/** The steward's command line: a verb and its specification. Its exit codes: 0 done, 1 failed, 2 cannot be followed. */
async function main([name, given, ...rest]: readonly string[]): Promise<number> {
  try {
    const known = Object.keys(VERBS).sort().join(", ");
    if (name === undefined) throw new SpecError(`a verb is missing; write one of ${known}`);
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (!verb) throw new SpecError(`there is no verb "${name}"; write one of ${known}`);
    if (rest.length > 0) throw new SpecError("there is more than a verb and a specification; write these two");
    return await verb(name, given, stopSignal());
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return error instanceof SpecError ? 2 : 1;
  }
}

/** Aborts when the container is asked to stop: as its first process, the steward would not be stopped by itself. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort(new Error("stopped"));
    setTimeout(() => process.exit(143), STOP_MILLISECONDS).unref();
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
  return stopping.signal;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  () => process.exit(1),
);
