import { plan, type TestPlan } from "daytwo/testing";
import { Registry, type RegistryArgs } from "../../lib/registry/aws";
import { awsAccount } from "../support/aws";

export function planned(args: RegistryArgs, use: (registry: Registry) => unknown = () => undefined): Promise<TestPlan> {
  return plan(() => use(new Registry("shop", args)), { fixtures: { invokes: awsAccount } });
}
