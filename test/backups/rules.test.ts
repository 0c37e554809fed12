import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { BackupSchedule } from "../../lib/backups/aws";
import { Notifications } from "../../lib/notifications/aws";
import { mistakesIn, refusal, testAnything, testRefusals } from "../support/mistakes";
import { DATABASE, planned } from "./planned";

const TYPES =
  "RDS, Aurora, DocumentDB, Neptune, DynamoDB, S3, EFS, FSx, EBS, EC2, Redshift, Timestream, Storage Gateway, VirtualMachine, CloudFormation, SAP HANA on Amazon EC2";
const NOTHING =
  "resources: names nothing; write at least one ARN, or what the steward backs up: git, configuration or databases";
const ARN = 'write an ARN, such as "arn:aws:rds:eu-west-1:123456789012:db:shop"';

testRefusals(
  mistake => new BackupSchedule("shop", { resources: [DATABASE], ...mistake }),
  [
    [{ resources: undefined }, NOTHING],
    [{ resources: [] }, NOTHING],
    [{ database: {} }, "database: is no Database of this row; write new aws.Database(…), or its ARN in resources"],
    [{ storage: {} }, "storage: is no FileStore of this row; write new aws.FileStore(…), or its ARN in resources"],
    [{ resources: ["shop"] }, `resources[0]: "shop" is no ARN of one resource; ${ARN}`],
    [
      { resources: ["arn:aws:rds:eu-west-1:123456789012:db:*"] },
      `resources[0]: "arn:aws:rds:eu-west-1:123456789012:db:*" is no ARN of one resource; ${ARN}`,
    ],
    [{ resources: [7] }, `resources[0]: a value of type number is no ARN of one resource; ${ARN}`],
    [
      { resources: ["arn:aws:lambda:eu-west-1:123456789012:function:shop"] },
      `resources[0]: "arn:aws:lambda:eu-west-1:123456789012:function:shop" names nothing that AWS Backup backs up; write the ARN of one of ${TYPES}`,
    ],
    [
      { resources: [DATABASE, DATABASE] },
      `resources[1]: "${DATABASE}" is there already, at [0]; name each resource once`,
    ],
    [{ resources: [{ resourceType: "RDS" }] }, "resources[0].arn: is missing; it is required"],
    [
      { daily: "0 days" },
      'daily: "0 days" is out of range; write a duration from "1 day" to "36500 days", such as "1 day"',
    ],
    [
      { pointInTime: "36 days" },
      'pointInTime: "36 days" is out of range; write a duration from "1 day" to "35 days", such as "1 day"',
    ],
    [{ restoreTest: "yes" }, 'restoreTest: must be true or false, not "yes"; write true or false'],
    [{ hour: 24 }, "hour: 24 is out of range; write a whole number from 0 to 23"],
    [
      { coldAfter: "30 days" },
      'weekly: "8 weeks" is less than 90 days after coldAfter, "30 days"; write at least "120 days", or no coldAfter',
    ],
    [{ lock: {} }, 'lock: has no mode; write { mode: "governance" } or { mode: "compliance", changeableFor: "…" }'],
    [{ lock: { mode: "compliance" } }, "lock.changeableFor: is missing; it is required"],
    [
      { lock: { mode: "compliance", changeableFor: "2 days" } },
      'lock.changeableFor: "2 days" is out of range; write a duration from "3 days" to "36500 days", such as "3 days"',
    ],
    [
      { lock: { mode: "governance", changeableFor: "3 days" } },
      "lock.changeableFor: is no property; write one of mode, minimum, maximum",
    ],
    [
      { lock: { mode: "governance", maximum: "30 days" } },
      'weekly: "8 weeks" is longer than lock.maximum, "30 days", allows; write at most that',
    ],
    [{ copyTo: {} }, "copyTo.region: is missing; it is required"],
    [
      { copyTo: { region: "Frankfurt" } },
      'copyTo.region: "Frankfurt" is not allowed; write a Region, such as "eu-central-1"',
    ],
    [
      { copyTo: { region: "eu-west-1" } },
      `copyTo.region: "eu-west-1" is the stack's own Region, whose loss would take the copies too; write another one`,
    ],
    [
      { copyTo: { vaultArn: "safe" } },
      'copyTo.vaultArn: "safe" is not allowed; write the ARN of a vault, "arn:aws:backup:…:backup-vault:…"',
    ],
    [
      { validationWindow: "8 days" },
      'validationWindow: "8 days" is out of range; write a duration from "1 hour" to "7 days", such as "1 hour"',
    ],
    [
      { notifications: {} },
      "notifications: has no topics; write new aws.Notifications(…), or leave it out and write notify",
    ],
    [{ weakly: "8 weeks" }, "weakly: is no property; did you mean weekly?"],
  ],
  { "aws:region": "eu-west-1" },
);

test("refuses a lock whose minimum the rules do not reach, rule by rule", async () => {
  const lock = { mode: "governance", minimum: "30 days" } as const;
  expect(await refusal(() => new BackupSchedule("shop", { resources: [DATABASE], lock }))).toBe(
    'shop: 2 mistakes\n  daily: "14 days" is shorter than lock.minimum, "30 days", allows; write at least that\n  pointInTime: "14 days" is shorter than lock.minimum, "30 days", allows; write at least that',
  );
});

test("refuses a resource of Pulumi's that AWS Backup does not back up", async () => {
  const program = () => planned(() => ({ resources: [new sqs.Queue("queue")] }));
  await expect(program()).rejects.toThrow(
    `shop: resources[0]: is a resource that AWS Backup does not back up; write one of ${TYPES}`,
  );
});

test("refuses an ARN that turns out wrong later", async () => {
  const program = () => planned({ resources: [pulumi.output("shop")] });
  await expect(program()).rejects.toThrow(`shop: resources[0]: "shop" is no ARN of one resource; ${ARN}`);
});

test("can be looked at before there is anything to back up, under the path of the one who asks", () => {
  const told = mistakesIn(BackupSchedule.check, { resources: [], coldAfter: "30 days" }, "backups");
  expect(told).toEqual([expect.stringMatching(/^backups\.weekly: /)]);
});

testAnything(BackupSchedule.check, [
  "resources",
  "daily",
  "weekly",
  "pointInTime",
  "lock",
  "coldAfter",
  "copyTo",
  "restoreOverrides",
]);

test("refuses channels beside notifications", async () => {
  const program = () => {
    const notifications = new Notifications("people");
    return new BackupSchedule("shop", { resources: [DATABASE], notifications, notify: {} });
  };
  await expect(plan(program)).rejects.toThrow(
    "shop: notify: stands beside notifications, which has channels already; leave out one of the two",
  );
});

test("what is in another Region or account is refused", async () => {
  const config = { "aws:region": "us-east-1", "aws:allowedAccountIds": '["210987654321"]' };
  const resources = ["arn:aws:rds:eu-west-1:123456789012:db:shop", "arn:aws:s3:::shop"];
  expect(await refusal(() => new BackupSchedule("shop-backups", { resources }), config)).toBe(
    `shop-backups: 2 mistakes
  resources[0]: is in eu-west-1, and the stack in us-east-1; write one of the stack's own Region
  resources[0]: is of the account 123456789012, and the stack of 210987654321; write one of the stack's own account`,
  );
});
