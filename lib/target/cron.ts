import { Cron } from "croner";
import { type Check, text } from "../common/checks";
import type { Mistakes } from "../common/errors";

const FIELDS = /^[\d*,/-]+ [\d*,/-]+ [\d*,/-]+ [\dA-Za-z*,/-]+ [\dA-Za-z*,/-]+$/;
const HINT = 'write five fields of cron, such as "0 3 * * *"';
const shape = text(FIELDS, HINT);

/** Five fields of cron: minute, hour, day of the month, month and day of the week. */
export const cron: Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (typeof value === "string" && FIELDS.test(value)) checkFields(value, path, mistakes);
};

function checkFields(value: string, path: string, mistakes: Mistakes): void {
  try {
    if (new Cron(value, { paused: true, utcOffset: 0 }).nextRun() === null)
      mistakes.add(path, `"${value}" is a day that never comes; write one that does, such as "0 3 28 2 *"`);
  } catch {
    mistakes.add(path, `"${value}" has a field that is out of range; ${HINT}`);
  }
}
