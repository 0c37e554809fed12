import { plan, type TestPlan } from "daytwo/testing";
import { LogAggregation, type LogAggregationArgs } from "../../lib/logs/aws";
import { awsAccount } from "../support/aws";

export function planned(
  args: Partial<LogAggregationArgs>,
  use: (logs: LogAggregation) => unknown = () => undefined,
): Promise<TestPlan> {
  const program = () => use(new LogAggregation("shop", { sources: ["web", "worker"], ...args }));
  return plan(program, { stack: "prod", fixtures: { invokes: awsAccount } });
}
