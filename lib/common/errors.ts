import * as pulumi from "@pulumi/pulumi";

/** One mistake in what a user wrote. */
export interface Mistake {
  /** Where, as the user would write it: `services.web.cpu`. Empty for the whole. */
  path: string;
  /** What is wrong, and after a semicolon what to write instead. */
  message: string;
}

/**
 * An error whose message is all that a user should read. It extends Pulumi's `RunError`, of which the engine prints the
 * message alone.
 *
 * The message cannot be changed, because the SDK prefixes it with "error serializing property …" for each output that the
 * error passes through; and there is no stack, because the SDK formats one for each of them, which takes Node 20 a minute.
 */
export class PlainError extends pulumi.RunError {
  constructor(text: string) {
    super(text);
    Object.defineProperty(this, "message", { get: () => text, set: () => {} });
    this.stack = "";
  }
}

/**
 * A mistake of the user's, not a bug of ours. It carries every mistake that was found, and is told in these words
 * alone, without a stack trace, from `apply` as well.
 */
export class InputError extends PlainError {
  /** Tells an `InputError` from other errors across copies of the package, where `instanceof` would not. */
  readonly __daytwoInputError = true;
  readonly mistakes: readonly Mistake[];

  constructor(subject: string, mistakes: readonly Mistake[]) {
    super(inputErrorMessage(subject, mistakes));
    this.name = "InputError";
    this.mistakes = mistakes;
  }

  static override isInstance(error: unknown): error is InputError {
    return typeof error === "object" && error !== null && "__daytwoInputError" in error;
  }
}

function inputErrorMessage(subject: string, mistakes: readonly Mistake[]): string {
  const lines = mistakes.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const [first, ...rest] = lines;
  if (rest.length === 0) return `${subject}: ${first}`;
  return [`${subject}: ${lines.length} mistakes`, ...lines.map(line => `  ${line}`)].join("\n");
}

/** Collects mistakes, so that a user reads all of them at once. */
export class Mistakes {
  private readonly found: Mistake[] = [];

  constructor(private readonly subject: string) {}

  add(path: string, message: string): void {
    this.found.push({ path, message });
  }

  get all(): readonly Mistake[] {
    return this.found;
  }

  /** @throws InputError with all that was collected, when there is any. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new InputError(this.subject, this.found);
  }

  /**
   * Checks a value that is known only later. A mistake in it fails the program with an `InputError` as soon as the value
   * is known: in a preview where the engine knows it, else during the update.
   */
  later<T>(
    value: pulumi.Input<T>,
    path: string,
    check: (value: unknown, path: string, mistakes: Mistakes) => void,
  ): void {
    pulumi.output(value).apply(known => {
      const mistakes = new Mistakes(this.subject);
      check(known, path, mistakes);
      mistakes.throwIfAny();
    });
  }
}
