import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { Database, type DatabaseArgs } from "../../lib/database/docker";
import { testFoundation } from "../support/foundation";

export function planned(
  args: DatabaseArgs = {},
  use: (database: Database) => unknown = () => undefined,
): Promise<TestPlan> {
  return plan(() => use(new Database("shop-database", { foundation: testFoundation(), ...args })));
}

/** What a planned resource has under a name, as plain data. */
export function plain(resource: PlannedResource, name: string): unknown {
  return JSON.parse(JSON.stringify(resource.inputs[name] ?? null));
}

/** The setting that the server is started with. */
export function setting(result: TestPlan, name: string): string | undefined {
  const command = plain(result.named("shop-database-server"), "command");
  const found = Array.isArray(command) ? command.find(argument => String(argument).startsWith(`${name}=`)) : undefined;
  return found?.slice(name.length + 1);
}
