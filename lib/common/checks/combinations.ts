import type { Check } from "./check";

/** The first alternative whose `when` holds decides. */
export function either(...alternatives: { when: (value: unknown) => boolean; check: Check }[]): Check {
  return (value, path, mistakes) => {
    const chosen = alternatives.find(({ when }) => when(value)) ?? alternatives.at(-1);
    chosen?.check(value, path, mistakes);
  };
}

/** A value, or `false` for none at all. */
export function orFalse(each: Check): Check {
  return (value, path, mistakes) => {
    if (value !== false) each(value, path, mistakes);
  };
}

/** Several checks of the same value, each of which adds its own mistakes. */
export function all(...checks: Check[]): Check {
  return (value, path, mistakes) => {
    for (const check of checks) check(value, path, mistakes);
  };
}
