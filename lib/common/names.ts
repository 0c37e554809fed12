import { createHash } from "node:crypto";

/** Applications, services, workers and jobs: lower-case letters, digits and hyphens, at most 24, starting with a letter; no hyphen at the end, and no two together, which ECR refuses. */
export const NAME = /^(?=.{1,24}$)[a-z](?:-?[a-z0-9])*$/;
export const NAME_HINT =
  "write 1 to 24 lower-case letters, digits and hyphens, starting with a letter, with single hyphens between";

/**
 * A name that fits a platform's limit: unchanged when it fits, else cut and closed with a digest of the whole, so that
 * two long names stay different and the same name stays the same.
 */
export function fit(name: string, limit = Number.POSITIVE_INFINITY): string {
  if (name.length <= limit) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 6);
  return `${name.slice(0, limit - digest.length - 1).replace(/-+$/, "")}-${digest}`;
}

/** `targetGroup` → `target-group` */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
