import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { Foundation } from "../../../lib/foundation/docker";
import { LogAggregation, type LogAggregationArgs } from "../../../lib/logs/docker";

export function planned(
  args: Partial<LogAggregationArgs>,
  use: (logs: LogAggregation) => unknown = () => undefined,
): Promise<TestPlan> {
  const program = () => {
    const foundation = new Foundation("shop-foundation", { images: { steward: "registry.example.com/steward:1" } });
    return use(new LogAggregation("shop", { foundation, sources: ["web", "worker"], pages: false, ...args }));
  };
  return plan(program, { stack: "prod" });
}

/** What a container of the steward is told, after the verb. */
export function told({ inputs }: PlannedResource): Record<string, unknown> {
  const command = Array.isArray(inputs.command) ? inputs.command : [];
  return JSON.parse(String(command[1]));
}

/** The labels of a container or volume, as an object. */
export function labelsOf({ inputs }: PlannedResource): Record<string, unknown> {
  const labels: unknown[] = Array.isArray(inputs.labels) ? inputs.labels : [];
  return Object.fromEntries(labels.map(label => Object.values(label ?? {})));
}
