import { architectureCheck, componentChecks } from "../common/args";
import * as check from "../common/checks";
import { InputError, Mistakes } from "../common/errors";
import { NAME, NAME_HINT } from "../common/names";
import { eachOnce } from "../common/once";
import type { BuildArgs } from "../target/spec";
import type { RegistryArgs } from "./index";

const ARGUMENT = /^[A-Za-z_][A-Za-z0-9_]*$/;
const argumentName = check.text(ARGUMENT, "write letters, digits and underscores, not starting with a digit");

/** How to build an image: a folder, or a folder and more. */
export const buildCheck: check.Check = check.either(
  {
    when: check.isPlainObject,
    check: check.object<BuildArgs>(
      {
        context: check.text(),
        dockerfile: check.text(),
        target: check.text(),
        args: check.record(check.input(check.content), argumentName),
      },
      { required: ["context"] },
    ),
  },
  { when: () => true, check: check.text(undefined, 'write a folder, such as "./app"') },
);

export const registryChecks: check.Checks<RegistryArgs> = {
  ...componentChecks,
  repositories: check.all(check.list(check.text(NAME, NAME_HINT), { min: 1 }), eachOnce("name each repository once")),
  architecture: architectureCheck,
  keep: check.number({ min: 1, max: 1000 }),
};

/**
 * The repository to push to.
 *
 * @throws InputError when there is none of that name, it was built before, or the build is wrong
 */
export function repositoryFor<R>(
  subject: string,
  name: string,
  build: unknown,
  repositories: ReadonlyMap<string, R>,
  built: ReadonlySet<string>,
): R {
  const mistakes = new Mistakes(subject);
  const known = [...repositories.keys()].join(", ");
  const found = repositories.get(name);
  if (found === undefined)
    mistakes.add(`repositories.${name}`, `is no repository of this registry; write one of ${known}`);
  if (built.has(name))
    mistakes.add(`repositories.${name}`, "is built already; use the reference that the first build gave");
  buildCheck(build, `${name}.build`, mistakes);
  if (found === undefined || mistakes.all.length > 0) throw new InputError(subject, mistakes.all);
  return found;
}

/** The builder is an optional peer, so its absence is a mistake of the user's to be told in one line. */
export function builderMissing(subject: string): InputError {
  const message =
    "is needed to build images and is not installed; install @pulumi/docker-build, or give an image in place of the build";
  return new InputError(subject, [{ path: "docker-build", message }]);
}
