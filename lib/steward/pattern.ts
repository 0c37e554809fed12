/** The longest pattern that is taken to hide something, in characters. */
export const PATTERN_LENGTH = 200;

/** How many such patterns there may be. */
export const PATTERN_COUNT = 20;

// Neither can run in linear time, which is what keeps a pattern from stopping the collector.
const LOOKAROUND = /(?<!\\)\(\?(?:<?[=!])/;
const BACKREFERENCE = /(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/;

/**
 * What is wrong with the text of a RegExp that every line is looked at with, and what to write instead. The collector runs
 * patterns in an engine that takes time in proportion to the line; that engine knows neither lookaround nor backreferences.
 */
export function patternMistake(text: string, longest = PATTERN_LENGTH): string | undefined {
  if (text.length > longest) return `has ${text.length} characters; write at most ${longest}`;
  const pattern = compiled(text);
  if (!pattern) return "is no regular expression; write one of JavaScript's, without slashes around it";
  if (pattern.test("")) return "also fits an empty text; write one that needs at least one character";
  if (LOOKAROUND.test(text)) return "looks ahead or behind, which takes too long on some lines; write it without";
  if (BACKREFERENCE.test(text)) return "refers back to a group, which takes too long on some lines; write it without";
  return undefined;
}

function compiled(text: string): RegExp | undefined {
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}
