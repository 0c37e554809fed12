import type { RegistryArgs } from "./index";

/** Images kept besides the running and the previous one; Kamal keeps 5. */
const KEEP = 10;

/** What moving tags start with. Registries keep whatever carries one, however old, and let only these tags move. */
export const MOVING_TAGS = { running: "running-", previous: "previous-" } as const;

/** The tag that a release moves to the image that has begun to run. */
export function runningTag(service: string): string {
  return `${MOVING_TAGS.running}${service}`;
}

/** The tag that a release moves to the image that ran before: what a rollback goes back to. */
export function previousTag(service: string): string {
  return `${MOVING_TAGS.previous}${service}`;
}

/** The tag that a build outside a release leaves on its image. It follows from the content, so it never has to move. */
export function buildTag(digest: string): string {
  return `build-${digest.replace(/^sha256:/, "").slice(0, 16)}`;
}

/** The args with the defaults. */
export function withDefaults(
  name: string,
  { repositories = [name], keep = KEEP }: RegistryArgs,
): { repositories: string[]; keep: number } {
  return { repositories, keep };
}
