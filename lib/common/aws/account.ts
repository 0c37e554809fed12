import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import type * as pulumi from "@pulumi/pulumi";

/** Where a component's resources stand: what ARNs begin with. */
export interface Account {
  /** "aws", "aws-cn" or "aws-us-gov". */
  partition: pulumi.Output<string>;
  region: pulumi.Output<string>;
  id: pulumi.Output<string>;
}

/** The account of the parent's provider. */
export function accountOf(parent: pulumi.Resource): Account {
  return {
    partition: getPartitionOutput({}, { parent }).partition,
    region: getRegionOutput({}, { parent }).region,
    id: getCallerIdentityOutput({}, { parent }).accountId,
  };
}
