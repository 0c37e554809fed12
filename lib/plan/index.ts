import { PlanError } from "./errors";
import { failureOf } from "./failure";
import { runInProcess } from "./inprocess";
import type { Plan } from "./model";
import type { PlanOptions } from "./options";
import { prepare, runPrepared } from "./outofprocess";
import { findProject } from "./project/project";
import { onlyStack } from "./project/stacks";

export { costsOf } from "./costs";
export { PlanError, ProjectError } from "./errors";
export type { Fixtures, FixtureValue, FixtureValues, InvokeFixture, InvokeFixtures } from "./fixtures";
export * from "./model";
export type { PlanOptions } from "./options";
export { FORMATS, type Format, render } from "./render";

/**
 * What a program would register in a stack, without an engine, credentials or a network. A project is planned in a
 * process of its own; a function in this one.
 *
 * @param program the directory of a Pulumi project, or a program
 * @throws ProjectError when the project is wrong
 * @throws PlanError when the program fails; its `plan` holds what came before
 */
export async function plan(program: string | (() => unknown), options: PlanOptions = {}): Promise<Plan> {
  const planned =
    typeof program === "string" ? await planDirectory(program, options) : await planFunction(program, options);
  if (planned.failure) throw new PlanError(planned.failure, planned);
  return planned;
}

async function planDirectory(directory: string, options: PlanOptions): Promise<Plan> {
  const project = findProject(directory);
  return runPrepared(prepare(project, options.stack ?? onlyStack(project), options));
}

async function planFunction(program: () => unknown, options: PlanOptions): Promise<Plan> {
  const { run, recording, errors } = await runInProcess(program, options);
  const { project, stack } = run.settings;
  const [failure] = errors.map(error => failureOf(error));
  return recording.plan(project, stack, failure && run.explain(failure));
}
