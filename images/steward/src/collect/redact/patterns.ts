import { setFlagsFromString } from "node:v8";
import { patternMistake } from "../../../../../lib/steward/pattern";
import { SpecError } from "../../spec";
import type { Rule } from "./rule";

/**
 * Has V8 go on in its engine without backtracking where a pattern takes too many steps, so that no line can make a user's
 * pattern take more time than in proportion to its length. (V8, "An additional non-backtracking RegExp engine", 2021; it is
 * still called experimental, and does not know lookaround and backreferences, which are refused before.)
 */
function boundBacktracking(): void {
  setFlagsFromString("--enable-experimental-regexp-engine-on-excessive-backtracks");
}

/** Rules of the user's own patterns. @throws SpecError for one that cannot be used */
export function patternRules(patterns: readonly string[]): Rule[] {
  return patterns.map(text => {
    const pattern = compiledPattern(text);
    return (from, hide) => from.replace(pattern, found => (found === "" ? "" : hide()));
  });
}

/** A user's pattern, safe to be used on any line. @throws SpecError for one that cannot be used */
export function compiledPattern(text: string, longest?: number): RegExp {
  const mistake = patternMistake(text, longest);
  if (mistake !== undefined) throw new SpecError(`the pattern ${JSON.stringify(text)} ${mistake}`);
  boundBacktracking();
  return new RegExp(text, "g");
}
