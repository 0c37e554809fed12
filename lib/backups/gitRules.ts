import * as check from "../common/checks";
import { eachOnce } from "../common/once";
import { MIRROR_NAME, mirrorName } from "./git";
import type { GitMirrors } from "./index";

const name = check.text(MIRROR_NAME, "write at most 100 letters, digits, dots, underscores and hyphens");

// An address with a password in it would stand in the definition of a job, where others can read it; and no job has a key of SSH.
const address: check.Check = (value, path, mistakes) => {
  const fits =
    typeof value === "string" && /^https:\/\/[^@\s]+\/[^@\s]+$/.test(value) && MIRROR_NAME.test(mirrorName(value));
  if (!fits)
    mistakes.add(
      path,
      'is no address to mirror from; write "https://github.com/acme/shop.git", without a user or password',
    );
};

const eachName: check.Check = (value, path, mistakes) =>
  eachOnce("write { repositories: { name: address } } to name them yourself")(
    Array.isArray(value) ? value.filter(entry => typeof entry === "string").map(mirrorName) : value,
    path,
    mistakes,
  );

/** Checks git repositories to mirror; what credentials may be, a platform knows. */
export function gitCheck(credentials: check.Check): check.Check {
  const shape = { repositories: check.record(address, name), credentials };
  return check.either(
    { when: Array.isArray, check: check.all(check.list(address, { min: 1 }), eachName) },
    { when: () => true, check: check.object<GitMirrors>(shape, { required: ["repositories"] }) },
  );
}
