import type { Check } from "./checks";

/** That no element of a list stands there twice. */
export function eachOnce(hint: string): Check {
  return (value, path, mistakes) => {
    if (!Array.isArray(value)) return;
    for (const [index, element] of value.entries()) {
      const first = value.indexOf(element);
      const what = typeof element === "string" ? `"${element}" ` : "";
      if (first < index) mistakes.add(`${path}[${index}]`, `${what}is there already, at [${first}]; ${hint}`);
    }
  };
}
