import { failureOf, type MapStack } from "../failure";
import type { Failure } from "../model";
import type { Run } from "../run";
import type { Journal } from "./journal";

/** How the program ends: told once, whichever way it comes. */
export class Outcome {
  /** One error rejects dozens of promises; it is told once. */
  private readonly errors = new Set<unknown>();
  private told = false;

  constructor(
    private readonly run: Run,
    private readonly journal: Journal,
    readonly mapStack: MapStack,
  ) {}

  readonly fail = (error: unknown): void => {
    this.errors.add(error);
  };

  /** Ends with what went wrong so far, or else with `otherwise`. */
  end(otherwise?: Failure): void {
    if (this.told) return;
    this.told = true;
    const [first, ...others] = [...this.errors].map(error => failureOf(error, this.mapStack));
    for (const { message } of others) this.run.note("error", message);
    const failure = first ?? otherwise;
    this.journal.end(failure && this.run.explain(failure));
    process.exitCode = 0;
  }
}

/**
 * Waits for the end of a program: the second time that the event loop is empty, because libraries make resources the
 * first time (as does Pulumi's own runner, sdk/nodejs/cmd/run/index.ts).
 */
export function watchForEnd(outcome: Outcome, unfinished: () => Failure | undefined): void {
  process.on("uncaughtException", outcome.fail);
  process.on("unhandledRejection", outcome.fail);
  const exit = watchForExit(outcome.mapStack);
  process.once("beforeExit", () =>
    process.nextTick(() => {
      setImmediate(() => {});
      process.once("beforeExit", () => outcome.end(unfinished()));
    }),
  );
  process.on("exit", code =>
    outcome.end(exit.failure ?? { kind: "program", message: `the program ended with code ${code}` }),
  );
}

/** Notes where the program calls `process.exit`. */
function watchForExit(mapStack: MapStack): { failure?: Failure } {
  const seen: { failure?: Failure } = {};
  const exit = process.exit.bind(process);
  process.exit = code => {
    const error = new Error(`the program called process.exit(${code ?? ""}) before it was done`);
    seen.failure ??= failureOf(error, mapStack);
    return exit(code);
  };
  return seen;
}
