import * as pulumi from "@pulumi/pulumi";

/**
 * A value as JSON, with outputs anywhere in it. Does what `pulumi.jsonStringify` does, which makes an output of each part
 * of the value, and so several promises; here only the outputs that are there are waited for.
 */
export function json(value: unknown): pulumi.Output<string> {
  const outputs = [...new Set(outputsIn(value))];
  return pulumi.all(outputs).apply(known => {
    const values = new Map(outputs.map((output, index) => [output, known[index]]));
    return JSON.stringify(filled(value, values));
  });
}

type AnyOutput = pulumi.Output<unknown>;

function* outputsIn(value: unknown): Generator<AnyOutput> {
  if (pulumi.Output.isInstance<unknown>(value)) yield value;
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) yield* outputsIn(part);
}

function filled(value: unknown, values: ReadonlyMap<AnyOutput, unknown>): unknown {
  if (pulumi.Output.isInstance<unknown>(value)) return values.get(value);
  if (Array.isArray(value)) return value.map(part => filled(part, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, filled(part, values)]));
}
