import type { Hide, Rule } from "./rule";

// A UUID comes first, so that its digits are not taken for a number.
const CANDIDATE = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\d(?:[ -]?\d){12,}/gi;

/**
 * How card numbers are written: without a break, in fours, and as American Express (4-6-5) and Diners Club (4-6-4) print
 * them.
 */
const LAYOUTS: readonly (readonly number[])[] = [
  ...[13, 14, 15, 16, 17, 18, 19].map(digits => [digits]),
  ...[1, 2, 3, 4].map(last => [4, 4, 4, last]),
  ...[1, 2, 3].map(last => [4, 4, 4, 4, last]),
  [4, 6, 5],
  [4, 6, 4],
];

/**
 * Moments as numbers: milli-, micro- and nanoseconds since 1970 begin with a 1 until 2033. The only cards that do are
 * airlines', of 15 digits (ISO/IEC 7812-1; UATP).
 */
const MOMENT = /^1\d{12}(?:\d{3}){0,2}$/;

/** Card numbers: 13 to 19 digits, without breaks or with spaces or hyphens as on a card, that pass Luhn's check. */
export const cards: Rule = (text, hide) =>
  text.replace(CANDIDATE, found => (/[a-f]/i.test(found) || isUuid(found) ? found : hidden(found, hide)));

function isUuid(text: string): boolean {
  return text.length === 36 && text[8] === "-" && text[13] === "-" && text[18] === "-" && text[23] === "-";
}

function hidden(run: string, hide: Hide): string {
  const groups = run.split(/[ -]/);
  const inCard = cardGroups(groups);
  if (inCard.size === 0) return run;
  const breaks = run.match(/[ -]/g) ?? [];
  return groups
    .map((group, at) => {
      const before = at === 0 || (inCard.has(at) && inCard.has(at - 1)) ? "" : (breaks[at - 1] ?? "");
      if (!inCard.has(at)) return before + group;
      return inCard.has(at - 1) ? "" : before + hide();
    })
    .join("");
}

/** The groups of digits that are part of a card number, by their position. */
function cardGroups(groups: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (const start of groups.keys()) {
    for (const layout of LAYOUTS) {
      if (layout.some((length, at) => groups[start + at]?.length !== length)) continue;
      const digits = groups.slice(start, start + layout.length).join("");
      if (!passesLuhn(digits) || (layout.length === 1 && MOMENT.test(digits))) continue;
      for (const at of layout.keys()) found.add(start + at);
    }
  }
  return found;
}

/** Luhn's check (ISO/IEC 7812-1, annex B): every second digit from the right is doubled, and the sum ends in 0. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
