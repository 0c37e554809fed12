/** What a text or a list can be asked without anybody knowing its content: the answer is as unknown. */
const KEPT = new Set(
  "at charAt concat flat join normalize padEnd padStart repeat replace replaceAll reverse slice sort split substr substring toLowerCase toString toUpperCase trim trimEnd trimStart valueOf with".split(
    " ",
  ),
);

/** What can only be answered by knowing the content. */
const DECIDING = new Set(
  "copyWithin endsWith entries every fill filter find findIndex findLast flatMap forEach includes indexOf keys lastIndexOf length localeCompare map match matchAll pop push reduce reduceRight search shift some splice startsWith unshift values".split(
    " ",
  ),
);

export interface StandInSource {
  /** Gives the text that stands for the value which `subject` names. */
  text(subject: string): string;
  /** Makes the error for a program that has to know the value. */
  error(subject: string): Error;
}

/**
 * Stands in for a value that only a provider or another stack could give, where a program holds it plainly. Whatever is
 * taken out of it is a stand-in again. As an input it is unknown; put into a text it becomes a placeholder; a program
 * that has to know it, such as to loop over it, gets an error that says so.
 */
export function standIn(subject: string, source: StandInSource, known: Record<string, unknown> = {}): unknown {
  const text = () => source.text(subject);
  // By this property the SDK knows an unknown value. It is the target's own, because stack outputs are copied.
  return new Proxy<Record<string | symbol, unknown>>(
    { __pulumiUnknown: true },
    {
      get(target, property) {
        if (Object.hasOwn(target, property)) return target[property];
        if (property === Symbol.toPrimitive || property === "toJSON") return text;
        if (property === Symbol.iterator || property === Symbol.asyncIterator) throw source.error(subject);
        if (typeof property === "symbol" || property.startsWith("__") || NOT_THERE.has(property)) return undefined;
        if (Object.hasOwn(known, property)) return known[property];
        if (DECIDING.has(property)) throw source.error(subject);
        if (property === "toString" || property === "valueOf") return text;
        if (KEPT.has(property)) return () => standIn(`${subject}.${property}()`, source);
        return standIn(`${subject}.${property}`, source);
      },
    },
  );
}

/** Properties by which JavaScript asks what something is. */
const NOT_THERE = new Set(["then", "constructor", "apply", "promise"]);
