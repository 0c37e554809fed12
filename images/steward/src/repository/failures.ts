import { CommandError } from "../command";

// What restic 0.14 to 0.18 write; from 0.17 on the exit codes say the same (restic, "Scripting", "Exit codes").
const ABSENT = /Is there a repository at the following location|repository does not exist/;
const LOCKED = /already locked|unable to create lock|`unlock` command/;
const WRONG_PASSWORD = /wrong password or no key found/;

function saysOrExits(error: unknown, words: RegExp, code: number): boolean {
  return (
    error instanceof CommandError && error.program === "restic" && (error.code === code || words.test(error.message))
  );
}

export function isAbsent(error: unknown): boolean {
  return saysOrExits(error, ABSENT, 10);
}

export function isLocked(error: unknown): boolean {
  return saysOrExits(error, LOCKED, 11);
}

/** What stops every job of a repository, in one line that says what to do. */
export function explained(error: unknown, location: string): unknown {
  if (saysOrExits(error, WRONG_PASSWORD, 12))
    return new Error(`${location}: the password is not the repository's; give the one that it was made with`);
  if (isLocked(error)) return new Error(`${location}: is locked by another job; run it again when that one has ended`);
  return error;
}
