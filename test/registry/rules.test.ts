import { Registry } from "../../lib/registry/aws";
import { refusal, testAnything, testRefusals } from "../support/mistakes";

const NAME_HINT =
  "write 1 to 24 lower-case letters, digits and hyphens, starting with a letter, with single hyphens between";

testRefusals(
  mistake => new Registry("shop", mistake),
  [
    [{ keep: 0 }, "keep: 0 is out of range; write a whole number from 1 to 1000"],
    [{ keep: "10" }, 'keep: must be a whole number, not "10"; write a whole number from 1 to 1000'],
    [{ repositories: [] }, "repositories: has 0 entries; write at least 1"],
    [{ repositories: "web" }, 'repositories: must be a list, not "web"; write [ … ]'],
    [{ repositories: ["Web"] }, `repositories[0]: "Web" is not allowed; ${NAME_HINT}`],
    [{ repositories: ["web", "web"] }, 'repositories[1]: "web" is there already, at [0]; name each repository once'],
    [{ architecture: "arm" }, 'architecture: "arm" is not offered; write one of "x86_64", "arm64"'],
    [{ environment: "prod" }, 'environment: "prod" is not offered; write one of "staging", "production"'],
    [{ kep: 3 }, "kep: is no property; did you mean keep?"],
  ],
);

testAnything(Registry.check, ["repositories", "keep", "architecture", "tags"]);

test.each(["Shop", "shop-", "sh--op", "s".repeat(65)])(
  "refuses a name that its children could not have: %s",
  async name => {
    expect(await refusal(() => new Registry(name, {}))).toBe(
      `${name}: name: "${name.length > 60 ? `${name.slice(0, 57)}…` : name}" is not allowed; name it in at most 64 lower-case letters, digits and single hyphens between them`,
    );
  },
);
