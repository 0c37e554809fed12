import * as check from "../checks";

/** Roles of IAM and schedules: 64 characters, of which Pulumi's suffix takes 8. */
export const ROLE_NAME_LIMIT = 56;

const lowerCase = check.text(/^[a-z][a-z0-9-]*$/, "name it in lower-case letters, digits and hyphens");

/** For components with children whose names, which begin with the component's, AWS wants without capitals. */
export function namedInLowerCase(name: string): check.Check {
  return (_, path, mistakes) => lowerCase(name, check.join(path, "name"), mistakes);
}
