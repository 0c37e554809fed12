import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { assumableBy } from "../../common/aws/policy";
import { Component, type Transforms } from "../../common/component";

/** Every kind of child that a role of AWS Backup has. */
export interface RoleChildren {
  role: iam.RoleArgs;
  rights: iam.RolePolicyAttachmentArgs;
}

/**
 * AWS's own policies, which grow with what AWS Backup learns to do, by the two things it does. S3 has policies of its own:
 * without them its jobs fail. (AWS, AWS Backup developer guide, "Managed policies".)
 */
const POLICIES = {
  backup: { all: "service-role/AWSBackupServiceRolePolicyForBackup", s3: "AWSBackupServiceRolePolicyForS3Backup" },
  restore: { all: "service-role/AWSBackupServiceRolePolicyForRestores", s3: "AWSBackupServiceRolePolicyForS3Restore" },
} as const;

export interface RoleArgs {
  /** What AWS Backup does in the role: one thing and not the other. */
  duty: keyof typeof POLICIES;
  /** Whether buckets are, or may be, among the resources. */
  s3: boolean;
  tags: Record<string, string>;
  transform?: Transforms<RoleChildren> | undefined;
}

/** A role that AWS Backup takes on, to back up or to restore. */
export class BackupRole extends Component<RoleChildren> {
  /** Known only once the role has its rights. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { duty, s3, tags, transform }: RoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:BackupRole", name, { transform }, opts);
    // 64 is the longest name of a role, of which Pulumi takes 8.
    const trust = { assumeRolePolicy: assumableBy("backup.amazonaws.com"), tags };
    const role = this.child("role", iam.Role, trust, { limit: 56 });
    const partition = getPartitionOutput({}, { parent: this }).partition;
    const attached = Object.entries(POLICIES[duty])
      .filter(([scope]) => s3 || scope !== "s3")
      .map(([of, policy]) => {
        const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`;
        return this.child("rights", iam.RolePolicyAttachment, { role: role.name, policyArn }, { of });
      });

    this.arn = pulumi.all([role.arn, pulumi.all(attached.map(({ id }) => id))]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
