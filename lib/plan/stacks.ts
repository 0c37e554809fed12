import type { Plan } from "./model";
import type { PlanOptions } from "./options";
import { prepare, runPrepared } from "./outofprocess";
import { ProjectMistakes } from "./project/mistakes";
import { findProject } from "./project/project";
import { defaultStacks } from "./project/stacks";

export { render } from "./render";

/**
 * Plans stacks of a project at the same time, each in a process of its own. What fails is in its plan's `failure`.
 *
 * @param stacks all that have a file, when none are named
 * @throws ProjectError when the project or a stack file is wrong; nothing has been run then
 */
export async function planStacks(directory: string, stacks: readonly string[], options: PlanOptions): Promise<Plan[]> {
  const project = findProject(directory);
  const names = stacks.length > 0 ? stacks : defaultStacks(project);
  const mistakes = new ProjectMistakes();
  const prepared = names.flatMap(stack => mistakes.collect(() => prepare(project, stack, options)));
  mistakes.throwIfAny();
  return Promise.all(prepared.map(runPrepared));
}
