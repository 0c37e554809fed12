import { plan, type TestPlan } from "daytwo/testing";
import { Database, type DatabaseArgs } from "../../../lib/database/aws";
import { Foundation } from "../../../lib/foundation/aws";
import { awsAccount } from "../../support/aws";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";

/** A database on a network that is there already, so that nothing but it is made. */
export function planned(args: DatabaseArgs = {}, use: (database: Database) => unknown = () => undefined) {
  return plan(
    () => {
      const database = new Database("shop-database", { foundation: ground(), ...args });
      return use(database);
    },
    { stack: "production", fixtures: { invokes: awsAccount } },
  );
}

export function ground(): Foundation {
  return new Foundation("acme", {
    vpc: { id: "vpc-0a", publicSubnetIds: ["subnet-1", "subnet-2"], privateSubnetIds: ["subnet-3", "subnet-4"] },
    cluster: { arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/acme", name: "acme" },
  });
}

/** The settings of the server by name. */
export function settings(result: TestPlan, name = "shop-database-parameters"): Map<unknown, unknown> {
  const parameters: unknown[] = Array.isArray(result.named(name).inputs.parameters)
    ? (result.named(name).inputs.parameters as unknown[])
    : [];
  return new Map(
    parameters.map(parameter => JSON.parse(JSON.stringify(parameter))).map(({ name, value }) => [name, value]),
  );
}
