import * as pulumi from "@pulumi/pulumi";
import { Application } from "daytwo";
import * as aws from "daytwo/aws";
import { detailsOf } from "../../lib/operations/aws/details";
import { parseManifest } from "../../lib/operations/manifest";
import { awsAccount } from "../support/aws";

const alarms: [name: string, tags: unknown][] = [];

/** What an update would know: resources that have been made, with the outputs that providers add. */
beforeAll(() => {
  // What the program is told by the way.
  for (const method of ["log", "warn"] as const) jest.spyOn(console, method).mockImplementation(() => {});
  pulumi.runtime.setMocks(
    {
      newResource: ({ name, type, inputs }) => {
        if (/^aws:cloudwatch\/(metric|composite)Alarm:/.test(type)) alarms.push([name, inputs.tags]);
        return {
          id: `${name}-id`,
          state: {
            name: `${name}-1a2b3c4`,
            arn: `arn:${type}/${name}`,
            arnSuffix: `${type.includes("targetGroup") ? "targetgroup" : "app"}/${name}`,
            ...inputs,
          },
        };
      },
      call: ({ token }) => new Map<string, object>(Object.entries(awsAccount)).get(token) ?? {},
    },
    "shop",
    "production",
  );
});

/** What the verbs read: the output, as Pulumi's CLI gives it. */
async function manifestOf(application: Application<typeof aws>) {
  const value = await new Promise(resolve => application.manifest.apply(resolve));
  return parseManifest(JSON.parse(JSON.stringify(value)), "output");
}

test("on AWS it says all that the operations ask of it", async () => {
  const shop = new Application("shop", {
    platform: aws,
    environment: "production",
    notify: { critical: ["oncall@example.com"], daily: ["owners@example.com"] },
    services: { web: { image: "shop" } },
    workers: { mailer: { image: "shop" } },
    jobs: { migrate: { image: "shop" } },
    foundation: { vpc: { id: "vpc-1", publicSubnetIds: ["subnet-1", "subnet-2"] } },
    backups: {
      resources: ["arn:aws:rds:eu-west-1:123456789012:db:shop"],
      git: ["https://github.com/acme/shop.git"],
      password: "of-a-test-alone",
    },
  });
  const manifest = await manifestOf(shop);
  expect(manifest).toMatchObject({ platform: "aws", services: ["web"], jobs: ["migrate"] });
  const details = detailsOf(manifest);
  const job = (name: string, container: string) => ({
    taskDefinition: `arn:aws:ecs/taskDefinition:TaskDefinition/${name}-task-definition`,
    container,
    subnets: ["subnet-1", "subnet-2"],
    securityGroups: [`${name}-security-group-id`],
    assignPublicIp: true,
  });
  expect(details).toMatchObject({
    region: "eu-west-1",
    services: {
      web: {
        logGroup: "/shop/production/web",
        front: { rule: "arn:aws:lb/listenerRule:ListenerRule/shop-web-listener-rule" },
      },
      mailer: { logGroup: "/shop/production/mailer" },
    },
    jobs: { migrate: job("shop-migrate", "migrate") },
    balancer: { shared: false },
    backups: {
      vault: { resources: ["arn:aws:rds:eu-west-1:123456789012:db:shop"], keepDays: 14 },
      jobs: { "git-mirror": job("shop-backups-steward-git-mirror", "git-mirror") },
      takes: ["git-mirror"],
    },
    alerts: { jobs: { summary: job("shop-alerts-steward-summary", "summary") } },
    alarmRegions: ["us-east-1"],
  });
  expect(details.services.web?.front?.targetGroups).toHaveLength(2);
  expect(details.services.mailer?.front).toBeUndefined();

  // By these the operations find every alarm again.
  expect(alarms.length).toBeGreaterThan(15);
  for (const [name, tags] of alarms)
    expect([name, tags]).toEqual([
      name,
      expect.objectContaining({
        "daytwo:stack": "shop/production",
        "daytwo:severity": expect.stringMatching(/^(critical|degradation|warning)$/),
        "daytwo:subject": expect.stringMatching(/./),
      }),
    ]);
});

afterAll(() => pulumi.runtime.disconnect());
