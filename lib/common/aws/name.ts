import * as check from "../checks";

/** Roles of IAM and schedules: 64 characters, of which Pulumi's suffix takes 8. */
export const ROLE_NAME_LIMIT = 56;

/** So long that what its children's names append to it fits into AWS's limits: 128 for a role's policy, of which Pulumi takes 8. */
export const COMPONENT_NAME = /^(?=.{1,64}$)[a-z](?:-?[a-z0-9])*$/;

const lowerCase = check.text(
  COMPONENT_NAME,
  "name it in at most 64 lower-case letters, digits and single hyphens between them",
);

/** For components with children whose names, which begin with the component's, AWS wants without capitals. */
export function namedInLowerCase(name: string): check.Check {
  return (_, path, mistakes) => lowerCase(name, check.join(path, "name"), mistakes);
}
