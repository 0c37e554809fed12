import type * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, protects } from "../environment";

/**
 * A KMS key for data that outlives the program: its material is renewed every year, and a deleted key can be brought back
 * for as long as KMS allows, 30 days (AWS, KMS developer guide, "Deleting keys"); staging waits the shortest time, 7 days.
 */
export function keyArgs(
  description: string,
  environment: Environment,
  tags: Record<string, string>,
  policy?: pulumi.Input<string>,
): kms.KeyArgs {
  const deletionWindowInDays = protects(environment) ? 30 : 7;
  return { description, enableKeyRotation: true, deletionWindowInDays, tags, ...(policy !== undefined && { policy }) };
}
