import { Application, type ApplicationArgs } from "daytwo";
import * as aws from "daytwo/aws";
import { plan } from "daytwo/testing";
import { refusal, testRefusals } from "../support/mistakes";

const image = "ghcr.io/acme/shop@sha256:0123";
const base: ApplicationArgs<typeof aws> = {
  platform: aws,
  environment: "production",
  service: { image, domain: "shop.example.com" },
};

/** One subnet for all that stands in a private one. */
const narrow = { vpc: { id: "vpc-0a", publicSubnetIds: ["subnet-1", "subnet-2"], privateSubnetIds: ["subnet-3"] } };

const existing = {
  identifier: "shop",
  host: "shop.abc.eu-west-1.rds.amazonaws.com",
  secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf:url::",
  securityGroupId: "sg-0a",
};

const CANNOT_BE_ASKED =
  "backups.checkQuery: cannot be asked: AWS Backup restores this database without a server that is ours; write it in databases";
const checkQuery = "select 1";

describe("what only shows when the parts are looked at together is told before any is made:", () => {
  testRefusals(
    mistake => new Application("shop", { ...base, ...mistake }),
    [
      [
        { database: {}, foundation: narrow },
        "foundation: has one subnet for a database, and RDS wants two in different zones; write two privateSubnetIds",
      ],
      [
        { cache: {}, foundation: narrow },
        "foundation: has one subnet for a cache, whose second node stands in another zone; write two privateSubnetIds, or multiZone: false",
      ],
      [{ database: { serverless: { min: 1, max: 2 } }, backups: { checkQuery } }, CANNOT_BE_ASKED],
      [{ database: { existing }, backups: { checkQuery } }, CANNOT_BE_ASKED],
      [
        { database: {}, backups: { checkQuery, restoreTest: false } },
        "backups.checkQuery: is asked of what restoreTest restores; leave one of the two out",
      ],
      [
        { storage: {}, backups: { checkQuery } },
        "backups.checkQuery: has no database to ask; write database, or leave it out",
      ],
      [
        { database: { backupWindow: "04:30-05:30" } },
        'backups.hour: 3 is within the database\'s backupWindow, "04:30-05:30", or the hour before, when AWS Backup can begin no snapshot; write another hour, or another backupWindow',
      ],
    ],
  );

  it("a foundation that is shared, too", async () => {
    const program = () => {
      const foundation = new aws.Foundation("acme", { ...narrow, cluster: { arn: CLUSTER, name: "acme" } });
      new Application("shop", { ...base, foundation, database: {} });
    };
    await expect(plan(program)).rejects.toThrow("shop: foundation: has one subnet for a database");
  });
});

const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/acme";
const GIVEN = "is what the application gives to this part; leave it out here";
const LEFT_OUT = "must be an object; write { … }, or leave it out";

describe("what is told in the wrong place is told once:", () => {
  testRefusals(
    mistake => new Application("shop", { ...base, ...mistake }),
    [
      [{ database: { environment: "staging" } }, `database.environment: ${GIVEN}`],
      [{ target: { workers: { mailer: 5 } } }, `target.workers: ${GIVEN}`],
      [{ backups: { storage: 5 } }, `backups.storage: ${GIVEN}`],
      [{ notify: null }, `notify: ${LEFT_OUT}`],
      [{ workers: null }, `workers: ${LEFT_OUT}`],
      [{ service: null }, `service: ${LEFT_OUT}`],
      [{ service: undefined, services: "x" }, 'services: must be an object, not "x"; write { name: … }'],
      [{ service: undefined }, 'service: is missing; write service: { image: "…" }, or services, workers or jobs'],
      [{ notifications: { edge: 5 } }, "notifications.edge: must be true or false, not 5; write true or false"],
    ],
  );
});

test("the limits of a database's and a cache's alerts are the application's to say", async () => {
  const alerts = { database: { connections: 60 }, cache: { memory: 70 } };
  const shop = await plan(() => {
    new Application("shop", { ...base, database: {}, cache: { persistent: true }, alerts });
  });
  const ours = shop.all("aws:cloudwatch/metricAlarm:MetricAlarm").filter(({ inputs }) => inputs.threshold === 70);
  expect(ours.map(({ name }) => name)).toEqual([expect.stringMatching(/^shop-alerts-cache-.*memory/)]);
});

test("the hosted zone is the domains' own", async () => {
  const zoned = (hostedZone: string | Record<string, string>) => () =>
    new Application("shop", { ...base, target: { hostedZone } });
  expect(await refusal(zoned("example.org"))).toBe(
    'shop: target.hostedZone: "example.org" is not the zone of shop.example.com; write a name that it ends with, or the zone\'s id',
  );
  expect(await refusal(zoned({ "example.com": "Z0123456789ABC" }))).toBe(
    "shop: target.hostedZone.example.com: is no service's domain; write one of shop.example.com, or leave it out",
  );
  expect(await refusal(zoned("the zone"))).toContain('"the zone" is not allowed; write the zone\'s name');
  await plan(zoned("example.com."));
  await plan(zoned({ "shop.example.com": "Z0123456789ABC" }));
});

test("secrets are of the stack's own Region and account, and their keys are keys", async () => {
  const stored = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf:url::";
  const make = () =>
    new Application("shop", { ...base, service: { image, secrets: { URL: { stored, key: "alias/shop" } } } });
  const config = { "aws:region": "us-east-1", "aws:allowedAccountIds": '["210987654321"]' };
  expect(await refusal(make, config)).toBe(
    [
      "shop: 3 mistakes",
      '  service.secrets.URL.key: is no ARN of the kind that is needed; write "arn:aws:kms:…:key/…"',
      "  service.secrets.URL.stored: is in eu-west-1, and the stack in us-east-1; write one of the stack's own Region",
      "  service.secrets.URL.stored: is of the account 123456789012, and the stack of 210987654321; write one of the stack's own account",
    ].join("\n"),
  );
});
