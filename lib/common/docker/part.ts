import type * as check from "../checks";

/** That what is given is a component of this row. */
export function partOf(component: abstract new (...args: never[]) => object, what: string): check.Check {
  return (value, path, mistakes) => {
    if (!(value instanceof component))
      mistakes.add(path, `is no ${what} of this row; write new docker.${what}(…), or leave it out`);
  };
}
