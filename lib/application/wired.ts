import { isPlainObject, join } from "../common/checks";
import type { Mistakes } from "../common/errors";

/** What the application itself gives to its parts, so that a user does not. */
export const WIRED = [
  "environment",
  "application",
  "tags",
  "foundation",
  "services",
  "workers",
  "jobs",
  "registry",
  "takesOver",
  "parts",
  "alerts",
  "logs",
  "health",
  "pages",
  "watch",
  "sources",
  "repositories",
  "notifications",
  "notify",
] as const;

/** What holds data is wired to these parts; to others it is a name like any other, as of the limits of alerts. */
export const WIRED_DATA = ["database", "storage", "cache"] as const;

const GIVEN_DATA: readonly string[] = ["target", "backups"];

/** What a user says of a part, without what the application gives it, which is told. */
export function ownArgs(part: string, said: unknown, mistakes: Mistakes): Record<string, unknown> {
  const wired: readonly string[] = GIVEN_DATA.includes(part) ? [...WIRED, ...WIRED_DATA] : WIRED;
  const entries = Object.entries(isPlainObject(said) ? said : {});
  for (const [name, value] of entries) {
    if (wired.includes(name) && value !== undefined)
      mistakes.add(join(part, name), "is what the application gives to this part; leave it out here");
  }
  return Object.fromEntries(entries.filter(([name]) => !wired.includes(name)));
}
