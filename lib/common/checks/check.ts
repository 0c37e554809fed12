import * as pulumi from "@pulumi/pulumi";
import { Mistakes } from "../errors";

/**
 * Looks at one value of a specification and adds what is wrong to `mistakes`. Values are `unknown`, because JavaScript
 * programs and stack configuration come here too, where no compiler has looked.
 */
export type Check = (value: unknown, path: string, mistakes: Mistakes) => void;

/** A check for each property of `T`; the compiler sees to it that none is forgotten. */
export type Checks<T> = { [K in keyof Required<T>]: Check };

/** Accepts everything: for values whose own component looks at them, and for resources. */
export const anything: Check = () => {};

/** For a `pulumi.Input`: runs `check` at once on a plain value, and on an output when its value is known. */
export function input(check: Check): Check {
  return (value, path, mistakes) => {
    if (isDeferred(value)) mistakes.later(value, path, check);
    else check(value, path, mistakes);
  };
}

/** For what decides which resources there are: an output, whose value comes too late for that, is a mistake. */
export function plain(check: Check): Check {
  return (value, path, mistakes) => {
    if (isDeferred(value))
      mistakes.add(path, "must be known when the program runs; write a plain value, not an output or a promise");
    else check(value, path, mistakes);
  };
}

export function isDeferred(value: unknown): value is pulumi.Input<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** The args, when the check finds nothing wrong with them. @throws InputError with every mistake in them */
export function checked<Args>(subject: string, args: Args, check: Check): Args {
  const mistakes = new Mistakes(subject);
  check(args, "", mistakes);
  mistakes.throwIfAny();
  return args;
}
