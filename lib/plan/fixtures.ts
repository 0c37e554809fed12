import type { PlanValues } from "./model";
import { isWireObject, SECRET, SIGNATURE, UNKNOWN, type Wire, type WireObject } from "./wire";

/**
 * A value that a fixture gives: JSON, in which `{ $secret: value }` stands for a secret and `{ $unknown: true }` for
 * something that stays unknown.
 */
export type FixtureValue = string | number | boolean | null | FixtureValue[] | { [key: string]: FixtureValue };

export type FixtureValues = { [key: string]: FixtureValue };

/** One answer to an invoke. */
export interface InvokeFixture {
  /** The arguments that it answers: those that stand here must be equal. @default - any */
  args?: FixtureValues;
  result: FixtureValues;
}

/** The answers to an invoke: one result, alternatives of which the first that fits is taken, or (in code) a function. */
export type InvokeFixtures = FixtureValues | InvokeFixture[] | ((args: PlanValues) => FixtureValues | undefined);

/** What stands in for the world outside the program. */
export interface Fixtures {
  /** By token, such as `aws:ec2/getAmi:getAmi`. @default - none */
  invokes?: Record<string, InvokeFixtures>;
  /** The outputs of other stacks, by the name that the program gives: `organization/project/stack`. @default - none */
  stackReferences?: Record<string, FixtureValues>;
}

/** The fixture's answer to an invoke, or `undefined` when it has none. */
export function invokeAnswer(fixtures: Fixtures, token: string, args: PlanValues): WireObject | undefined {
  const answers = fixtures.invokes?.[token];
  if (answers === undefined) return undefined;
  const result = answerFor(answers, args);
  return result && fixtureWires(result);
}

/** The outputs that a fixture gives another stack, or `undefined` when it gives none. */
export function stackOutputs(fixtures: Fixtures, name: string): WireObject | undefined {
  const outputs = fixtures.stackReferences?.[name];
  return outputs && fixtureWires(outputs);
}

/** Every value that a fixture marks secret, however deep. What functions give is marked when they give it. */
export function fixtureSecrets({ invokes = {}, stackReferences = {} }: Fixtures): Wire[] {
  return [...Object.values(invokes), ...Object.values(stackReferences)].flatMap(secretsIn);
}

function secretsIn(value: unknown): Wire[] {
  if (typeof value !== "object" || value === null) return [];
  if ("$secret" in value) return [value.$secret as Wire];
  return Object.values(value).flatMap(secretsIn);
}

function answerFor(answers: InvokeFixtures, args: PlanValues): FixtureValues | undefined {
  if (typeof answers === "function") return answers(args);
  if (!Array.isArray(answers)) return answers;
  return answers.find(answer => fits(answer.args ?? {}, args))?.result;
}

function fits(wanted: FixtureValues, args: PlanValues): boolean {
  return Object.entries(wanted).every(([key, value]) => JSON.stringify(value) === JSON.stringify(args[key]));
}

function fixtureWires(values: FixtureValues): WireObject {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fixtureWire(value)]));
}

function fixtureWire(value: FixtureValue): Wire {
  if (Array.isArray(value)) return value.map(fixtureWire);
  if (!isWireObject(value)) return value;
  if (value.$unknown === true) return value.$secret === undefined ? UNKNOWN : { [SIGNATURE]: SECRET, value: UNKNOWN };
  if (value.$secret !== undefined) return { [SIGNATURE]: SECRET, value: fixtureWire(value.$secret) };
  return fixtureWires(value);
}
