import { type Diagnostic, type Failure, PLAN_VERSION, type Plan, type PlannedResource, type PlanValues } from "./model";
import { STACK_TYPE } from "./urn";

/** Takes down what a program does, as it happens. */
export interface Recorder {
  resource(resource: PlannedResource): void;
  /** What a component, or the stack, registers as its outputs. */
  outputs(urn: string, outputs: PlanValues): void;
  diagnostic(diagnostic: Diagnostic): void;
}

/** A recorder that keeps everything, and makes the plan of it. */
export class Recording implements Recorder {
  private readonly resources = new Map<string, PlannedResource>();
  private readonly diagnostics: Diagnostic[] = [];

  resource(resource: PlannedResource): void {
    this.resources.set(resource.urn, resource);
  }

  outputs(urn: string, outputs: PlanValues): void {
    const resource = this.resources.get(urn);
    if (resource) resource.outputs = outputs;
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  plan(project: string, stack: string, failure?: Failure): Plan {
    const resources = [...this.resources.values()].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    const outputs = resources.find(({ type }) => type === STACK_TYPE)?.outputs ?? {};
    const plan: Plan = { version: PLAN_VERSION, project, stack, resources, outputs, diagnostics: this.diagnostics };
    return failure ? { ...plan, failure } : plan;
  }
}
