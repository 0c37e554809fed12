import { componentChecks } from "../../common/args";
import { arnOf } from "../../common/aws/arns";
import * as check from "../../common/checks";
import { eachOnce } from "../../common/once";
import type { ExistingCluster, ExistingVpc, NewVpc } from "../../target/aws/args";
import { isNetworkRange } from "../../target/aws/cidr";
import type { AwsFoundationArgs } from "./args";

const id = check.input(check.text());

const subnetId = check.input(check.text(/^subnet-[0-9a-f]+$/, 'write its id, "subnet-…"'));

function subnets(min: number): check.Check {
  return check.all(check.list(subnetId, { min }), eachOnce("write the ids of subnets in different zones"));
}

const existingVpc = check.object<ExistingVpc>(
  {
    id: check.input(check.text(/^vpc-[0-9a-f]+$/, 'write its id, "vpc-…"')),
    // AWS puts an application load balancer in two zones or more.
    publicSubnetIds: subnets(2),
    privateSubnetIds: subnets(1),
  },
  { required: ["id", "publicSubnetIds"] },
);

const networkRange: check.Check = (value, path, mistakes) => {
  if (typeof value !== "string" || !isNetworkRange(value))
    mistakes.add(
      path,
      `${JSON.stringify(value)} is no network range; write one from /16 to /24 that starts at its boundary, such as "10.0.0.0/16"`,
    );
};

const newVpc = check.object<NewVpc>({
  cidr: networkRange,
  zones: check.oneOf(2, 3),
  nat: check.oneOf("per-zone", "single", "none"),
});

const namedAsItsArn: check.Check = (value, path, mistakes) => {
  const { arn, name } = check.isPlainObject(value) ? value : {};
  const [, found] = typeof arn === "string" ? (CLUSTER.exec(arn) ?? []) : [];
  if (found !== undefined && typeof name === "string" && name !== found)
    mistakes.add(check.join(path, "name"), `"${name}" is not the name in the ARN; write "${found}"`);
};

const CLUSTER = /:cluster\/([\w-]+)$/;

/** Checks of the network and the cluster, which a foundation has, and a deployment target that stands on none. */
export const groundChecks: check.Checks<Pick<AwsFoundationArgs, "vpc" | "cluster">> = {
  vpc: check.either(
    { when: value => check.isPlainObject(value) && ("id" in value || "publicSubnetIds" in value), check: existingVpc },
    { when: () => true, check: newVpc },
  ),
  cluster: check.all(
    check.object<ExistingCluster>(
      {
        arn: arnOf("ecs", /^cluster\/[\w-]+$/, "arn:aws:ecs:…:cluster/acme"),
        name: id,
        containerInsights: check.flag,
      },
      { required: ["arn", "name"] },
    ),
    namedAsItsArn,
  ),
};

const { foundation: _, ...common } = componentChecks;

/** Everything that can be wrong with a foundation on AWS. */
export const foundationCheck = check.object<AwsFoundationArgs>({
  ...common,
  ...groundChecks,
  takesOver: check.text(),
  transform: check.transforms,
});
