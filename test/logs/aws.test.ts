import type { TestPlan } from "daytwo/testing";
import * as fc from "fast-check";
import type { LogAggregation, LogAggregationArgs } from "../../lib/logs/aws";
import { RETENTION_DAYS, retentionDays } from "../../lib/logs/aws/retention";
import { documentIn, expectWired } from "../support/aws";
import { planned } from "./planned";

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("log groups", () => {
  test("each source has one, encrypted, under the application and the stack", async () => {
    const result = production;
    const web = result.named("shop-web-group");
    expect(web.inputs).toMatchObject({ name: "/shop/prod/web", retentionInDays: 30, kmsKeyId: { $unknown: true } });
    expectWired(web, "kmsKeyId", result.named("shop-key"));
    expect(result.named("shop-worker-group").inputs.name).toBe("/shop/prod/worker");
  });

  test("the key admits CloudWatch Logs of the Region for these groups alone, and leaves the rest to the account", async () => {
    const [account, logs] = documentIn(production.named("shop-key")).Statement;
    expect(account).toMatchObject({ Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*" });
    expect(logs.Principal).toEqual({ Service: "logs.eu-west-1.amazonaws.com" });
    expect(logs.Condition).toEqual({
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/shop/prod/*" },
    });
  });

  test("staging keeps 14 days, and protects nothing", async () => {
    const result = await planned({ environment: "staging" });
    expect(result.named("shop-web-group")).toMatchObject({ protect: false, inputs: { retentionInDays: 14 } });
    expect(result.named("shop-key")).toMatchObject({ protect: false, inputs: { deletionWindowInDays: 7 } });
  });

  test("production protects what holds logs", async () => {
    const result = production;
    const holders = ["shop-key", "shop-web-group", "shop-worker-group", "shop-archive-bucket"];
    for (const name of holders) expect(result.named(name).protect).toBe(true);
    expect(result.named("shop-key").inputs).toMatchObject({ deletionWindowInDays: 30, enableKeyRotation: true });
  });

  test("a retention that CloudWatch does not offer is rounded up, and the plan says so", async () => {
    const result = await planned({ retention: "20 days" });
    expect(result.named("shop-web-group").inputs.retentionInDays).toBe(30);
    expect(result.diagnostics.map(({ message }) => message)).toEqual([
      'retention: CloudWatch Logs does not offer "20 days"; logs can be searched for 30 days',
    ]);
  });

  test("any retention becomes the nearest longer one on CloudWatch's list", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3653 }), asked => {
        const offered = RETENTION_DAYS.filter(days => days >= asked);
        expect(retentionDays(`${asked} days`)).toBe(Math.min(...offered));
      }),
    );
  });
});

describe("what a container needs", () => {
  test("is a configuration that never holds the application up", async () => {
    const result = await planned({}, logs => ({ web: logs.container("web") }));
    expect(result.outputs.web).toMatchObject({
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-stream-prefix": "web", mode: "non-blocking", "max-buffer-size": "25m" },
      },
      environment: { LOG_FORMAT: "json", LOG_LEVEL: "info", NO_COLOR: "1" },
    });
  });

  test("follows the preset and the policy in its level", async () => {
    const level = (logs: LogAggregation) => ({ level: logs.environment.LOG_LEVEL });
    expect((await planned({ environment: "staging" }, level)).outputs.level).toBe("debug");
    expect((await planned({ level: "warn" }, level)).outputs.level).toBe("warn");
  });

  test("is not had for an unknown source", async () => {
    await expect(planned({}, logs => logs.container("wbe"))).rejects.toThrow(
      "shop: sources.wbe: is not among the sources; write one of web, worker",
    );
  });
});

describe("redaction", () => {
  const POLICY = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy";

  test("has exactly one audit statement and masks over the same identifiers, in each group", async () => {
    const result = await planned({ redact: ["email", "ip-address"] });
    expect(result.all(POLICY)).toHaveLength(2);
    const { Version, Statement } = documentIn(result.named("shop-web-redaction"), "policyDocument");
    const identifiers = ["EmailAddress", "IpAddress"].map(
      name => `arn:aws:dataprotection::aws:data-identifier/${name}`,
    );
    expect(Version).toBe("2021-06-01");
    expect(Statement).toEqual([
      { Sid: "audit", DataIdentifier: identifiers, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "redact", DataIdentifier: identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
    ]);
  });

  test("hides addresses, cards and keys by default", async () => {
    const text = JSON.stringify(documentIn(production.named("shop-web-redaction"), "policyDocument"));
    for (const name of ["EmailAddress", "CreditCardNumber", "AwsSecretKey"]) expect(text).toContain(name);
  });

  test("can be left out", async () => {
    expect((await planned({ redact: [] })).all(POLICY)).toEqual([]);
  });
});

test("saves the questions of an incident, over all groups", async () => {
  const result = production;
  const queries = result.all("aws:cloudwatch/queryDefinition:QueryDefinition");
  expect(queries.map(({ inputs }) => inputs.name)).toEqual(
    ["by-status", "error-patterns", "errors", "slow-requests", "top-clients", "top-talkers"].map(
      name => `shop/prod/${name}`,
    ),
  );
  for (const query of queries) {
    expectWired(query, "logGroupNames", result.named("shop-web-group"));
    expectWired(query, "logGroupNames", result.named("shop-worker-group"));
  }
});

test("reshapes children, also of the archive and its bucket", async () => {
  const transform: LogAggregationArgs["transform"] = {
    group: args => ({ ...args, logGroupClass: "STANDARD" }),
    archive: {
      stream: args => ({ ...args, name: "acme" }),
      bucket: { bucket: args => ({ ...args, bucket: "acme-logs" }) },
    },
  };
  const result = await planned({ transform });
  expect(result.named("shop-web-group").inputs.logGroupClass).toBe("STANDARD");
  expect(result.named("shop-archive-stream").inputs.name).toBe("acme");
  expect(result.named("shop-archive-bucket").inputs.bucket).toBe("acme-logs");
});

test("names what a person must still do for its own channels", async () => {
  const result = await planned({ notify: { warning: ["team@example.com"] } }, ({ confirmations }) => ({
    confirmations,
  }));
  expect(JSON.stringify(result.outputs.confirmations)).toContain("team@example.com");
});
