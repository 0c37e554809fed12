import * as check from "../checks";

const lowerCase = check.text(/^[a-z][a-z0-9-]*$/, "name it in lower-case letters, digits and hyphens");

/** For components with children whose names, which begin with the component's, AWS wants without capitals. */
export function namedInLowerCase(name: string): check.Check {
  return (_, path, mistakes) => lowerCase(name, check.join(path, "name"), mistakes);
}
