import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { type RestoreCheckArgs, restoreCheckJob } from "../../lib/backups/aws/restoreCheck";
import { ground } from "../database/aws/planned";

const RDS = "arn:aws:rds:eu-west-1:123456789012";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** The job as AWS gets it. */
async function job(type: RestoreCheckArgs["type"]) {
  const { outputs } = await plan(() => {
    const { place } = ground();
    const admission = { securityGroupId: "sg-1", port: 5432 };
    const asked = {
      engine: "postgres" as const,
      user: "daytwo",
      name: "app",
      tls: true,
      admission,
      place,
      keyArn: KEY,
    };
    const account = {
      partition: pulumi.output("aws"),
      region: pulumi.output("eu-west-1"),
      id: pulumi.output("123456789012"),
    };
    const args = { asked, type, source: `${RDS}:db:shop`, planArn: "arn:plan", check: undefined, account, hour: 3 };
    const { event, rights } = restoreCheckJob(args);
    return { pattern: event?.pattern, rights };
  });
  const { pattern, rights } = JSON.parse(JSON.stringify(outputs));
  return {
    pattern: JSON.parse(pattern),
    allowed: new Map(rights.map((right: Right) => [[right.Action].flat()[0], right])),
  };
}

interface Right {
  Action: string | string[];
  Resource: unknown;
}

test.each<RestoreCheckArgs["type"]>(["RDS", "Aurora"])(
  "a restore of %s, and of nothing else, starts the job",
  async type => {
    const { pattern } = await job(type);
    expect(pattern).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Restore Job State Change"],
      detail: { status: ["COMPLETED"], resourceType: [type], restoreTestingPlanArn: ["arn:plan"] },
    });
  },
);

test("of Aurora the job may give a server to what is restored for tests, and take it away again, and to nothing else", async () => {
  const { allowed } = await job("Aurora");
  const [server, cluster] = ["db", "cluster"].map(kind => `${RDS}:${kind}:awsbackup-restore-test-*`);
  expect(allowed.get("rds:DescribeDBClusters")).toMatchObject({
    Action: ["rds:DescribeDBClusters", "rds:ModifyDBCluster"],
    Resource: cluster,
  });
  expect(allowed.get("rds:DescribeDBInstances")).toMatchObject({
    Action: ["rds:DescribeDBInstances", "rds:DeleteDBInstance"],
    Resource: server,
  });
  expect(allowed.get("rds:CreateDBInstance")).toMatchObject({
    Resource: [server, cluster, `${RDS}:pg:default*`, `${RDS}:og:default*`, `${RDS}:subgrp:*`],
  });
  expect(allowed.get("kms:CreateGrant")).toMatchObject({
    Resource: KEY,
    Condition: { StringEquals: { "kms:ViaService": "rds.eu-west-1.amazonaws.com" } },
  });
});
