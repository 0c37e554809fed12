import type { Failure } from "../model";
import type { Sdk } from "../sdk/load";

/** A program can run out of things to do while promises still wait for something. */
export class Unfinished {
  private sdk: Sdk | undefined;
  private outputsPending = false;

  watch(sdk: Sdk, outputs: Promise<unknown>): void {
    this.sdk = sdk;
    this.outputsPending = true;
    void outputs.then(() => {
      this.outputsPending = false;
    });
  }

  readonly failure = (): Failure | undefined => {
    const [leaked, said] = this.sdk?.debuggable.leakedPromises() ?? [new Set(), ""];
    if (leaked.size > 0) return failure(said.split("\n\nRe-run your program")[0] ?? "");
    return this.outputsPending ? failure("it waits for a promise that nothing resolves") : undefined;
  };
}

function failure(what: string): Failure {
  return { kind: "program", message: `the program never finished: ${what}` };
}
