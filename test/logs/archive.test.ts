import type { TestPlan } from "daytwo/testing";
import type { LogAggregationArgs } from "../../lib/logs/aws";
import { documentIn, expectWired } from "../support/aws";
import { planned } from "./planned";

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("the archive", () => {
  test("takes every line of every group through one subscription and Firehose", async () => {
    const result = production;
    const subscription = result.named("shop-archive-web-subscription");
    expect(subscription.inputs.filterPattern).toBe("");
    expectWired(subscription, "logGroup", result.named("shop-web-group"));
    expectWired(subscription, "destinationArn", result.named("shop-archive-stream"));
    expect(result.all("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter")).toHaveLength(2);
  });

  test("waits for the rights that the first record needs already", async () => {
    const result = production;
    const { dependencies } = result.named("shop-archive-web-subscription");
    expect(dependencies).toContain(result.named("shop-archive-subscription-policy").urn);
    expect(result.named("shop-archive-stream").dependencies).toContain(
      result.named("shop-archive-delivery-policy").urn,
    );
  });

  test("writes few, large objects, says why one failed, and does not compress twice", async () => {
    const { inputs } = production.named("shop-archive-stream");
    expect(inputs).toMatchObject({
      destination: "extended_s3",
      extendedS3Configuration: {
        bufferingSize: 128,
        bufferingInterval: 900,
        compressionFormat: "UNCOMPRESSED",
        cloudwatchLoggingOptions: { enabled: true },
      },
    });
  });

  test("goes to Glacier when logs can no longer be searched, and ends after a year", async () => {
    const { inputs } = production.named("shop-archive-lifecycle");
    expect(inputs.rules).toMatchObject([
      { status: "Enabled", transitions: [{ days: 30, storageClass: "GLACIER" }], expiration: { days: 365 } },
    ]);
  });

  test("stays out of Glacier when that would cost more, and the plan says so", async () => {
    const result = await planned({ archive: "100 days" });
    expect(result.named("shop-archive-lifecycle").inputs.rules).toMatchObject([
      { transitions: [], expiration: { days: 100 } },
    ]);
    expect(result.diagnostics.map(({ message }) => message)).toEqual([
      "archive: less than 90 days are left after the retention, which Glacier would bill all the same; the archive stays in S3 Standard",
    ]);
  });

  test("is private, encrypted, and reached over HTTPS only", async () => {
    const result = production;
    const access = {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    };
    expect(result.named("shop-archive-access").inputs).toMatchObject(access);
    expectWired(result.named("shop-archive-encryption"), "rules", result.named("shop-key"));
    expectWired(result.named("shop-archive-policy"), "policy", result.named("shop-archive-bucket"));
  });

  test("trusts only this account's subscriptions", async () => {
    const trust = documentIn(production.named("shop-archive-subscription-role"), "assumeRolePolicy");
    expect(trust.Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:123456789012:*" } },
      },
    ]);
  });

  test("warns when it falls behind", async () => {
    const result = await planned({ notify: { warning: ["team@example.com"] } });
    const alarm = result.named("shop-archive-delay-alarm");
    expect(alarm.inputs).toMatchObject({ metricName: "DeliveryToS3.DataFreshness", threshold: 3600, period: 300 });
    expectWired(alarm, "alarmActions", result.named("shop-notifications-warning-topic"));
  });

  test("is not there in staging, nor when it is not wanted", async () => {
    const buckets = async (args: Partial<LogAggregationArgs>) => (await planned(args)).all("aws:s3/bucket:Bucket");
    expect(await buckets({ environment: "staging" })).toEqual([]);
    expect(await buckets({ archive: false })).toEqual([]);
    expect(await buckets({ environment: "staging", archive: "365 days" })).toHaveLength(1);
  });
});
