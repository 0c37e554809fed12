/** Something that did not work, in words for the person who reads them. */
export class Failure extends Error {}

/** The system's short name for what went wrong, such as ENOENT; its messages may hold more than should be told. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown";
}
