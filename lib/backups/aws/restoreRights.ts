import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import type { Statement } from "../../common/aws/policy";
import type { AskedDatabase } from "./recovery";

/** What AWS Backup calls all that it restores to test (AWS Backup developer guide, "Restore testing inferred metadata"). */
const RESTORED = "awsbackup-restore-test-";

/** What the job needs to tell AWS Backup. IAM knows no narrower resource for it (unverified). */
export const TELLING: readonly Statement[] = [
  { Effect: "Allow", Action: ["backup:DescribeRestoreJob", "backup:PutRestoreValidationResult"], Resource: "*" },
];

/** Of an instance: to set the password of what is restored for a test, and of nothing else. */
export function instanceRights(account: Account): Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["rds:DescribeDBInstances", "rds:ModifyDBInstance"],
      Resource: ofRds(account, `db:${RESTORED}*`),
    },
  ];
}

/**
 * Of a cluster: besides, to give it a server of the same name for a while, and none to another cluster. RDS asks for the right
 * to what a new server has by default, and opens the data's key in the job's name (Amazon RDS user guide, "Identity-based
 * policy examples", "AWS KMS key management"; the key is (unverified) for a server that joins a cluster).
 */
export function clusterRights({ keyArn }: AskedDatabase, account: Account): Statement[] {
  const [server, cluster] = [ofRds(account, `db:${RESTORED}*`), ofRds(account, `cluster:${RESTORED}*`)];
  const defaults = ["pg:default*", "og:default*", "subgrp:*"].map(resource => ofRds(account, resource));
  const Condition = { StringEquals: { "kms:ViaService": pulumi.interpolate`rds.${account.region}.amazonaws.com` } };
  return [
    { Effect: "Allow", Action: ["rds:DescribeDBClusters", "rds:ModifyDBCluster"], Resource: cluster },
    { Effect: "Allow", Action: ["rds:DescribeDBInstances", "rds:DeleteDBInstance"], Resource: server },
    { Effect: "Allow", Action: "rds:CreateDBInstance", Resource: [server, cluster, ...defaults] },
    { Effect: "Allow", Action: ["kms:CreateGrant", "kms:DescribeKey"], Resource: keyArn, Condition },
  ];
}

function ofRds({ partition, region, id }: Account, resource: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:rds:${region}:${id}:${resource}`;
}
