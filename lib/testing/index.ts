import { type ProgramOptions, runInProcess } from "../plan/inprocess";
import type { Diagnostic, Plan, PlannedResource, PlanValues } from "../plan/model";

export type { Fixtures, FixtureValue, FixtureValues, InvokeFixture, InvokeFixtures } from "../plan/fixtures";
export type { ProgramOptions } from "../plan/inprocess";
export type { Diagnostic, PlannedResource, PlanValue, PlanValues } from "../plan/model";

/** The plan of a program, with ways to look into it. */
export interface TestPlan {
  /** Sorted by URN. */
  readonly resources: readonly PlannedResource[];
  /** The stack's outputs. */
  readonly outputs: PlanValues;
  readonly diagnostics: readonly Diagnostic[];
  /** All resources of a type. */
  all(type: string): PlannedResource[];
  /** The only resource of a type, or the only one that has the name, too. @throws Error when there is none, or several. */
  one(type: string, name?: string): PlannedResource;
  /** The only resource of a name. @throws Error when there is none, or several. */
  named(name: string): PlannedResource;
}

/**
 * Plans a program for a test: in this process, without an engine, without a provider. Waits for every resource and every
 * `apply`. Several plans may run at once.
 *
 * @throws the program's own error, also when it was thrown in the callback of an `apply`.
 */
export async function plan(program: () => unknown, options: ProgramOptions = {}): Promise<TestPlan> {
  const { recording, errors } = await runInProcess(program, options);
  for (const error of errors) throw error;
  return testPlan(recording.plan(options.project ?? "project", options.stack ?? "stack"));
}

function testPlan({ resources, outputs, diagnostics }: Plan): TestPlan {
  const only = (found: PlannedResource[], what: string): PlannedResource => {
    const [first, ...others] = found;
    if (first && others.length === 0) return first;
    const seen = (first ? found : resources).map(({ urn }) => urn);
    throw new Error(
      `${found.length} resources ${what}; ${first ? "these" : "there are only these"}:\n  ${seen.join("\n  ")}`,
    );
  };
  return {
    resources,
    outputs,
    diagnostics,
    all: type => resources.filter(resource => resource.type === type),
    one: (type, name) =>
      only(
        resources.filter(resource => resource.type === type && (name === undefined || resource.name === name)),
        name === undefined ? `of type ${type}` : `of type ${type} named ${name}`,
      ),
    named: name =>
      only(
        resources.filter(resource => resource.name === name),
        `named ${name}`,
      ),
  };
}
