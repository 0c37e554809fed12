import * as pulumi from "@pulumi/pulumi";
import { Application } from "daytwo";
import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import { awsAccount, expectWired } from "../support/aws";

const notify = {
  critical: ["oncall@example.com"],
  warning: ["team@example.com"],
};

const everything = () => ({
  platform: aws,
  environment: "production" as const,
  services: { web: { image: "shop" } },
  workers: { mailer: { image: "shop" } },
  jobs: { cleanup: { image: "shop", schedule: "0 2 * * *" } },
  database: { version: "16" },
  storage: {},
  cache: {},
  notify,
  backups: {
    checkQuery: "select count(*) from orders",
    git: ["https://github.com/acme/shop.git"],
    configuration: { "shop.env": pulumi.secret("KEY=hunter2") },
    password: pulumi.secret("hunter2-hunter2"),
  },
});

const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

describe("an application on AWS with a database, files and a cache", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await plan(() => void new Application("shop", everything()), {
      stack: "production",
      fixtures: { invokes: awsAccount },
    });
  });
  const containers = ["shop-web", "shop-mailer", "shop-cleanup"];

  it("lets every container in, and nothing else but what makes logins and looks at what is restored", () => {
    const doors = (part: string) =>
      shop
        .all(RULE)
        .filter(({ name }) => name.endsWith(`-${part}-admission`))
        .map(({ name }) => name.replace(`-${part}-admission`, ""))
        .sort();
    expect(doors("cache")).toEqual([...containers].sort());
    expect(doors("database")).toEqual(
      [...containers, "shop-backups-proof-restore-check", "shop-database-credentials-login"].sort(),
    );
  });

  it.each(containers)("gives %s the addresses as secrets, and the right to the files", container => {
    const definition = shop.named(`${container}-task-definition`);
    expectWired(definition, "containerDefinitions", shop.one("aws:lambda/invocation:Invocation"));
    expectWired(definition, "containerDefinitions", shop.named("shop-cache-secret-version"));
    expectWired(definition, "containerDefinitions", shop.named("shop-storage-bucket"));
    expectWired(shop.named(`${container}-rights`), "policy", shop.named("shop-storage-bucket"));
    for (const key of ["shop-database-key", "shop-cache-key"])
      expectWired(shop.named(`${container}-execution-policy`), "policy", shop.named(key));
  });

  it("watches each of them", () => {
    for (const alarm of ["database-cpu", "database-storage", "database-rotation", "cache-cpu", "cache-evictions"])
      expectWired(
        shop.named(`shop-alerts-${alarm}-alarm`),
        "alarmActions",
        shop.named("shop-notifications-warning-topic"),
      );
  });

  it("backs up the database and the files, and asks the database that is restored", () => {
    const selection = shop.named("shop-backups-snapshots-selection");
    expectWired(selection, "resources", shop.one("aws:rds/instance:Instance"));
    expectWired(selection, "resources", shop.named("shop-storage-bucket"));
    expectWired(
      shop.named("shop-backups-proof-restore-check-event-rule"),
      "eventPattern",
      shop.named("shop-backups-restore-test-plan"),
    );
  });

  it("backs up git and settings by scheduled jobs of the steward", () => {
    for (const job of ["git-mirror", "configuration", "verify", "purge"])
      expect(shop.named(`shop-backups-steward-${job}-schedule`).inputs.scheduleExpressionTimezone).toBe("UTC");
  });

  it("protects what holds data, and shows no secret", () => {
    const holding = ["aws:rds/instance:Instance", "aws:s3/bucket:Bucket", "aws:backup/vault:Vault"];
    const unprotected = shop.resources.filter(({ type, protect }) => holding.includes(type) && !protect);
    expect(unprotected.map(({ name }) => name)).toEqual(["shop-health-canaries-bucket"]);
    expect(JSON.stringify(shop)).not.toContain("hunter2");
  });
});
