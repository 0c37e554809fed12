import { editDistance } from "../distance";
import { anything, type Check, type Checks, plain } from "./check";
import { describe, isPlainObject, join } from "./words";

/** Each element of a list. */
export function list(each: Check, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Check {
  return plain((value, path, mistakes) => {
    if (!Array.isArray(value)) {
      mistakes.add(path, `must be a list, not ${describe(value)}; write [ … ]`);
      return;
    }
    if (value.length < min) mistakes.add(path, `has ${value.length} entries; write at least ${min}`);
    if (value.length > max) mistakes.add(path, `has ${value.length} entries; write at most ${max}`);
    for (const [index, element] of value.entries()) each(element, `${path}[${index}]`, mistakes);
  });
}

/** Each value, and each key, of an object whose keys the user chooses. */
export function record(each: Check, key: Check = anything): Check {
  return plain((value, path, mistakes) => {
    if (!isPlainObject(value)) {
      mistakes.add(path, `must be an object, not ${describe(value)}; write { name: … }`);
      return;
    }
    for (const [name, element] of Object.entries(value)) {
      key(name, join(path, name), mistakes);
      each(element, join(path, name), mistakes);
    }
  });
}

/** An object with these properties, of which `required` must be there, and no others. */
export function object<T>(checks: Checks<T>, { required = [] as readonly (keyof T & string)[] } = {}): Check {
  const byName = new Map<string, Check>(Object.entries(checks));
  return plain((value, path, mistakes) => {
    if (!isPlainObject(value)) {
      mistakes.add(
        path,
        `must be an object, not ${describe(value)}; write { ${required.map(name => `${name}: …`).join(", ") || "…"} }`,
      );
      return;
    }
    for (const name of required) {
      if (value[name] === undefined) mistakes.add(join(path, name), "is missing; it is required");
    }
    for (const [name, element] of Object.entries(value)) {
      const check = byName.get(name);
      if (!check) mistakes.add(join(path, name), unknownProperty(name, [...byName.keys()]));
      else if (element !== undefined) check(element, join(path, name), mistakes);
    }
  });
}

function unknownProperty(name: string, known: readonly string[]): string {
  const near = known.find(candidate => isNear(candidate.toLowerCase(), name.toLowerCase()));
  return near ? `is no property; did you mean ${near}?` : `is no property; write one of ${known.join(", ")}`;
}

/** Of a short name two letters are all of it. */
function isNear(known: string, name: string): boolean {
  return editDistance(known, name) <= Math.min(2, known.length - 1);
}

/** How children are reshaped: a function for each kind, or an object of them for a part. */
export const transforms: Check = plain((value, path, mistakes) => {
  if (!isPlainObject(value)) {
    mistakes.add(path, `must be an object, not ${describe(value)}; write { kind: args => ({ ...args }) }`);
    return;
  }
  for (const [kind, transform] of Object.entries(value)) {
    if (transform === undefined || typeof transform === "function") continue;
    if (isPlainObject(transform)) transforms(transform, join(path, kind), mistakes);
    else mistakes.add(join(path, kind), `must be a function, not ${describe(transform)}; write args => ({ ...args })`);
  }
});
