import * as pulumi from "@pulumi/pulumi";
import type { Foundation } from "../foundation";
import * as check from "./checks";
import type { Environment } from "./environment";

/** What every component is told. */
export interface ComponentArgs {
  /** Which preset the defaults follow, and the name that stands in tags. @default "production" */
  environment?: Environment;
  /** The application that the resources belong to, as it stands in tags and titles: up to 64 characters. @default - the component's name */
  application?: string;
  /** Further tags, where the platform has tags: up to 40, with keys of up to 128 characters, values of up to 256. @default - none */
  tags?: Record<string, string>;
  /** What this part stands on, shared between parts, on platforms that have such a thing. @default - one of its own, where the platform needs one */
  foundation?: Foundation;
}

/** The processor that containers run on, and that their images are built for. */
export type Architecture = "x86_64" | "arm64";

export const architectureCheck = check.oneOf("x86_64", "arm64");

const presetName = check.oneOf("staging", "production");

// AWS's rules, which hold everywhere else as well (AWS, Tagging AWS Resources, "Tag naming limits and requirements").
const TAG_CHARACTERS = "letters, digits, spaces and _ . : / = + - @";
const tagKey = check.text(
  /^(?!aws:)[\p{L}\p{N}\p{Z}_.:/=+@-]{1,128}$/iu,
  `write at most 128 ${TAG_CHARACTERS}, not starting with "aws:"`,
);
const tagText = check.text(/^[\p{L}\p{N}\p{Z}_.:/=+@-]{1,256}$/u, `write at most 256 ${TAG_CHARACTERS}`);
const tagValue = check.plain((value, path, mistakes) => {
  if (value !== "") tagText(value, path, mistakes);
});

/** AWS gives a resource 50 at most, of which this library may take 10. */
const TAGS_LIMIT = 40;

const fewTags: check.Check = (value, path, mistakes) => {
  const count = check.isPlainObject(value) ? Object.keys(value).length : 0;
  if (count > TAGS_LIMIT) mistakes.add(path, `are ${count}; write at most ${TAGS_LIMIT}`);
};

/** Checks of what every component is told, to be joined with its own. */
export const componentChecks: check.Checks<ComponentArgs> = {
  environment: check.either(
    {
      when: check.isPlainObject,
      check: check.object<{ name: string; preset: string }>(
        { name: tagText, preset: presetName },
        { required: ["name", "preset"] },
      ),
    },
    { when: () => true, check: presetName },
  ),
  application: check.text(
    /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/,
    "write 1 to 64 letters, digits, spaces, dots, underscores and hyphens, starting with a letter or digit",
  ),
  tags: check.all(check.record(tagValue, tagKey), fewTags),
  foundation: check.plain((value, path, mistakes) => {
    if (!pulumi.Resource.isInstance(value))
      mistakes.add(path, "is no foundation; write new aws.Foundation(…) or new docker.Foundation(…), or leave it out");
  }),
};
