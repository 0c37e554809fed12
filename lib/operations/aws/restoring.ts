import { PlainError } from "../../common/errors";
import { isNamed } from "./explain";
import type { System } from "./system";

export const RESTORE_HOURS = 24;

/** What is to be restored, into what, and from when. */
export interface Restoring {
  from: string;
  name: string;
  to: Date;
  follow(line: string): void;
}

/** What a database's own settings are told over as. */
export interface RestoreTags {
  Key?: string | undefined;
  Value?: string | undefined;
}

/** The source's tags, but for AWS's own, which nobody else may give, and what it was made for. */
export function tagsOf(system: System, { to }: Restoring, tags: readonly RestoreTags[] = []): RestoreTags[] {
  const own = tags.filter(({ Key = "" }) => !Key.startsWith("aws:"));
  const added = { "daytwo:stack": system.stack, "daytwo:restored-to": to.toISOString() };
  const others = own.filter(({ Key = "" }) => !(Key in added));
  return [...others, ...Object.entries(added).map(([Key, Value]) => ({ Key, Value }))];
}

/** @throws PlainError where RDS cannot bring back that moment */
export function checkMoment({ to, from }: Restoring, earliest: Date | undefined, latest: Date | undefined): void {
  if (!latest) throw new PlainError(`${from}: keeps no backups, and so cannot be brought back to a moment`);
  if (to > latest || (earliest && to < earliest)) {
    const span = `${earliest ? `from ${earliest.toISOString()} ` : ""}up to ${latest.toISOString()}`;
    throw new PlainError(`${from}: can be brought back to a moment ${span}; write one of those with --to`);
  }
}

/** What a question answers, or nothing when what it is about is not there. */
export async function ifThere<T>(answer: Promise<T>, ...notFound: readonly string[]): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNamed(error, ...notFound)) return undefined;
    throw error;
  }
}

/** Makes something that has a name of its own: that it is there already means that it was made, and the answer was lost. */
export async function made(making: Promise<unknown>, ...alreadyThere: readonly string[]): Promise<void> {
  await making.catch((error: unknown) => {
    if (!isNamed(error, ...alreadyThere)) throw error;
  });
}

/** States out of which a database does not come by itself (Amazon RDS user guide, "Viewing DB instance status"). */
const BROKEN = /^(failed|incompatible-|inaccessible-encryption|restore-error|storage-full|deleting)/;

/** Whether it serves. @throws PlainError where it never will */
export function serves(name: string, status = ""): boolean {
  if (BROKEN.test(status)) throw new PlainError(`${name}: its status is ${status}; look at its events in RDS`);
  return status === "available";
}
