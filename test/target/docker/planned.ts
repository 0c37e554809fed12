import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { DeploymentTarget, type DeploymentTargetArgs } from "../../../lib/target/docker";

/** The plan of a target named "shop", and what the program gives as outputs. */
export function planned(
  args: DeploymentTargetArgs,
  use: (target: DeploymentTarget) => unknown = () => undefined,
  config: Record<string, string> = {},
): Promise<TestPlan> {
  return plan(() => use(new DeploymentTarget("shop", args)), { config });
}

/** A list among a resource's inputs. */
export function listed({ inputs }: PlannedResource, name: string): unknown[] {
  const list = inputs[name];
  return Array.isArray(list) ? list : [];
}

/** A resource's labels by their key. */
export function labelsOf(resource: PlannedResource): Record<string, unknown> {
  const pairs = listed(resource, "labels").map(label => Object.values(Object(label)));
  return Object.fromEntries(pairs);
}
