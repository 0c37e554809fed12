import * as check from "./checks";
import type { Environment } from "./environment";

/** What every component is told. */
export interface ComponentArgs {
  /** Which preset the defaults follow, and the name that stands in tags. @default "production" */
  environment?: Environment;
  /** The application that the resources belong to, as it stands in tags. @default - the component's name */
  application?: string;
  /** Further tags, where the platform has tags. @default - none */
  tags?: Record<string, string>;
}

/** The processor that containers run on, and that their images are built for. */
export type Architecture = "x86_64" | "arm64";

export const architectureCheck = check.oneOf("x86_64", "arm64");

const presetName = check.oneOf("staging", "production");

/** Checks of what every component is told, to be joined with its own. */
export const componentChecks: check.Checks<ComponentArgs> = {
  environment: check.either(
    {
      when: check.isPlainObject,
      check: check.object<{ name: string; preset: string }>(
        { name: check.text(), preset: presetName },
        { required: ["name", "preset"] },
      ),
    },
    { when: () => true, check: presetName },
  ),
  application: check.text(),
  tags: check.record(check.content),
};
