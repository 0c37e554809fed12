import * as pulumi from "@pulumi/pulumi";
import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { HealthCheckAlarms, type HealthCheckAlarmsArgs } from "../../lib/health/aws";
import { canaryPermissions } from "../../lib/health/aws/permissions";
import { PROBE_KEY } from "../../lib/health/aws/probe";
import { Notifications } from "../../lib/notifications/aws";
import { watch } from "../alerts/watched";
import { awsAccount, documentIn, expectWired } from "../support/aws";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const CANARY = "aws:synthetics/canary:Canary";
const CHECK = "aws:route53/healthCheck:HealthCheck";
const notify = { critical: ["oncall@example.com"], warning: ["team@example.com"] };

function planned(
  args: Partial<HealthCheckAlarmsArgs> = {},
  use: (made: HealthCheckAlarms) => unknown = () => undefined,
) {
  return plan(() => use(new HealthCheckAlarms("shop", { watch, ...args })), { fixtures: { invokes: awsAccount } });
}

/** With nothing set, and with somebody to tell: made once, since most tests look at one of the two. */
let usual: TestPlan;
let told: TestPlan;

beforeAll(async () => {
  usual = await planned();
  told = await planned({ notify });
});

const acts = ({ inputs }: PlannedResource) => Array.isArray(inputs.alarmActions) && inputs.alarmActions.length > 0;
const tells = (resource: PlannedResource, topic: PlannedResource) => expectWired(resource, "alarmActions", topic);

describe("the canary", () => {
  test("asks each endpoint for its health check's path, from the script in the folder that Synthetics looks into", async () => {
    const canary = usual.one(CANARY);
    expect(canary.name).toBe("shop-canaries-web-canary");
    expect(canary.inputs).toMatchObject({
      runtimeVersion: "syn-nodejs-5.4",
      handler: "probe.handler",
      schedule: { expression: "rate(1 minute)" },
      startCanary: true,
      runConfig: {
        timeoutInSeconds: 25,
        environmentVariables: { PROBE_URL: "https://shop.example.com/healthz", PROBE_TIMEOUT_MS: "10000" },
      },
    });
    const script = usual.named("shop-canaries-script");
    expect(script.inputs.key).toBe(PROBE_KEY);
    expect(script.inputs.source).toMatchObject({
      $archive: {
        assets: { "nodejs/node_modules/probe.js": { $asset: { text: expect.stringContaining("exports.handler") } } },
      },
    });
    expectWired(canary, "s3Key", script);
  });

  test("plans with an address that is not known yet", async () => {
    const result = await plan(() => {
      const bucket = new pulumi.ComponentResource("test:index:Later", "later");
      const url = bucket.urn.apply(() => Promise.resolve("http://shop.eu-west-1.elb.amazonaws.com"));
      const endpoints = [{ service: "web", url: pulumi.output(url), path: "/" }];
      return new HealthCheckAlarms("shop", { watch: { endpoints } });
    });
    expect(result.one(CHECK).inputs).toMatchObject({
      type: "HTTP",
      port: 80,
      fqdn: "shop.eu-west-1.elb.amazonaws.com",
    });
  });

  test("takes an address that is written by hand", async () => {
    const endpoints = [{ service: "web", url: "https://shop.example.com", path: "/healthz" }];
    const result = await planned({ watch: { endpoints } });
    expect(result.one(CANARY).inputs.runConfig).toMatchObject({
      environmentVariables: { PROBE_URL: "https://shop.example.com/healthz" },
    });
    expect(result.one(CHECK).inputs).toMatchObject({ type: "HTTPS", fqdn: "shop.example.com", port: 443 });
  });

  test("keeps its artifacts in a private, encrypted bucket that empties itself, but keeps the script", async () => {
    expect(usual.named("shop-canaries-access").inputs).toMatchObject({
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    });
    expect(usual.named("shop-canaries-encryption").inputs.rules).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    expect(usual.named("shop-canaries-lifecycle").inputs.rules).toMatchObject([
      { status: "Enabled", filter: { prefix: "artifacts/" }, expiration: { days: 31 } },
    ]);
    expect(PROBE_KEY).not.toMatch(/^artifacts/);
  });

  test("waits for its role's rights", async () => {
    expectWired(usual.one(CANARY), "executionRoleArn", usual.named("shop-canaries-permissions"));
    expect(documentIn(usual.named("shop-canaries-role"), "assumeRolePolicy").Statement[0].Principal).toEqual({
      Service: "lambda.amazonaws.com",
    });
  });

  test("has the rights that AWS names, narrowed to what is its own", async () => {
    const account = {
      partition: pulumi.output("aws"),
      region: pulumi.output("eu-west-1"),
      id: pulumi.output("123456789012"),
    };
    const policy = canaryPermissions("bookshop-health-canaries", "arn:aws:s3:::artifacts", account);
    const { Statement } = JSON.parse(await new Promise<string>(resolve => policy.apply(resolve)));
    expect(Statement.map(({ Action, Resource }: { Action: unknown; Resource: unknown }) => [Action, Resource])).toEqual(
      [
        [["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::artifacts/artifacts/*"],
        ["s3:GetBucketLocation", "arn:aws:s3:::artifacts"],
        ["s3:ListAllMyBuckets", "*"],
        [
          ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
          "arn:aws:logs:*:*:log-group:/aws/lambda/cwsyn-bookshop-hea*",
        ],
        ["cloudwatch:PutMetricData", "*"],
      ],
    );
    expect(Statement[4].Condition).toEqual({ StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } });
  });

  test.each<[args: Partial<HealthCheckAlarmsArgs>, expression: string]>([
    [{ environment: "staging" }, "rate(5 minutes)"],
    [{ interval: "90 seconds" }, "rate(2 minutes)"],
    [{ interval: "1 hour" }, "rate(1 hour)"],
  ])("runs as often as %j says", async (args, expression) => {
    expect((await planned(args)).one(CANARY).inputs.schedule).toEqual({ expression });
  });

  test("says in the plan when the interval is rounded up", async () => {
    const notes = async (interval: "90 seconds" | "2 minutes") =>
      (await planned({ interval })).diagnostics
        .filter(({ severity }) => severity === "info")
        .map(({ message }) => message);
    expect(await notes("90 seconds")).toEqual([
      'interval: "90 seconds" is rounded up to whole minutes, of which Synthetics knows: 2',
    ]);
    expect(await notes("2 minutes")).toEqual([]);
  });

  test("alarms when two of three runs fail or do not come, and joins the outage", async () => {
    const result = await planned({ interval: "5 minutes" });
    const alarm = result.named("shop-web-outside-alarm");
    expect(alarm.inputs).toMatchObject({
      namespace: "CloudWatchSynthetics",
      metricName: "SuccessPercent",
      statistic: "Average",
      period: 300,
      datapointsToAlarm: 2,
      evaluationPeriods: 3,
      threshold: 100,
      comparisonOperator: "LessThanThreshold",
    });
    expectWired(alarm, "dimensions", result.one(CANARY));
    expectWired(result.named("shop-outage"), "alarmRule", alarm);
  });
});

describe("Route 53", () => {
  test("checks a domain over HTTPS from several regions", async () => {
    expect(usual.one(CHECK).inputs).toMatchObject({
      type: "HTTPS",
      fqdn: "shop.example.com",
      port: 443,
      resourcePath: "/healthz",
      requestInterval: 30,
      failureThreshold: 3,
      regions: ["us-east-1", "eu-west-1", "ap-southeast-1"],
    });
  });

  test("checks a balancer without a domain by its own name, over HTTP", async () => {
    const endpoints = [{ service: "web", url: pulumi.output("http://shop.elb.amazonaws.com"), path: "/" }];
    expect((await planned({ watch: { endpoints } })).one(CHECK).inputs).toMatchObject({
      type: "HTTP",
      fqdn: "shop.elb.amazonaws.com",
      port: 80,
    });
  });

  test("has its alarm, and the topic that this tells, in us-east-1, out of the outage", async () => {
    const alarm = told.named("shop-web-unreachable-alarm");
    expect(alarm.inputs).toMatchObject({
      region: "us-east-1",
      namespace: "AWS/Route53",
      metricName: "HealthCheckStatus",
      statistic: "Minimum",
      threshold: 1,
      comparisonOperator: "LessThanThreshold",
    });
    expectWired(alarm, "dimensions", told.one(CHECK));
    const topic = told.named("shop-notifications-critical-us-east-1-topic");
    expect(topic.inputs.region).toBe("us-east-1");
    tells(alarm, topic);
    expect(told.named("shop-outage").propertyDependencies.alarmRule).not.toContain(alarm.urn);
  });

  test("says in the plan when its alarm tells nobody, for want of a topic there", async () => {
    const result = await plan(() => {
      const notifications = new Notifications("n", { notify, edge: false });
      return new HealthCheckAlarms("shop", { watch, notifications });
    });
    expect(result.diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message)).toEqual([
      "alarms on Route 53's checks tell nobody: the notifications have no topic in us-east-1; give critical a channel, and leave edge on",
    ]);
    expect(acts(result.named("shop-web-unreachable-alarm"))).toBe(false);
  });
});

test("checks nothing from outside when the interval is false, and needs no topic in us-east-1 then", async () => {
  const result = await planned({ interval: false, notify });
  for (const type of [CANARY, CHECK, "aws:s3/bucket:Bucket"]) expect(result.all(type)).toEqual([]);
  expect(result.all("aws:kms/key:Key")).toHaveLength(1);
  expect(result.named("shop-web-no-healthy-target-alarm")).toBeDefined();
});

test("warns of a certificate's end 30 days before, and pages 7 days before and after it, when there is no metric", async () => {
  const days = {
    namespace: "AWS/CertificateManager",
    metricName: "DaysToExpiry",
    dimensions: { CertificateArn: watch.certificates?.["shop.example.com"] },
    statistic: "Minimum",
    period: 86_400,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
  };
  const soon = told.named("shop-shop.example.com-certificate-ends-soon-alarm");
  const now = told.named("shop-shop.example.com-certificate-ends-alarm");
  expect(soon.inputs).toMatchObject({ ...days, threshold: 30 });
  expect(now.inputs).toMatchObject({ ...days, threshold: 7 });
  tells(soon, told.named("shop-notifications-warning-topic"));
  tells(now, told.named("shop-notifications-critical-topic"));
});

test("takes other days for certificates, or none", async () => {
  const result = await planned({ certificate: { critical: 14 } });
  expect(result.named("shop-shop.example.com-certificate-ends-alarm").inputs.threshold).toBe(14);
  expect(result.named("shop-shop.example.com-certificate-ends-soon-alarm").inputs.threshold).toBe(30);
  expect((await planned({ certificate: false })).all(ALARM).filter(({ name }) => name.includes("certificate"))).toEqual(
    [],
  );
});

test("takes missing data for the worst in every alarm, and gives a new stack time to have some", async () => {
  for (const { inputs } of usual.all(ALARM)) {
    expect(inputs.treatMissingData).toBe("breaching");
    const daily = inputs.period === 86_400;
    expect(inputs.warmUpConfiguration).toEqual({ warmUpPeriodDurationInMinutes: daily ? 2_880 : 30 });
  }
});

test.each<[interval: "1 minute" | "10 minutes" | "20 minutes" | "1 hour", minutes: number]>([
  ["1 minute", 30],
  ["10 minutes", 40],
  ["20 minutes", 80],
  ["1 hour", 240],
])("with a check every %s a new stack has longer than its alarm looks back", async (interval, minutes) => {
  const { inputs } = (await planned({ interval })).named("shop-web-outside-alarm");
  expect(inputs.warmUpConfiguration).toEqual({ warmUpPeriodDurationInMinutes: minutes });
  expect(minutes * 60).toBeGreaterThan(Number(inputs.period) * Number(inputs.evaluationPeriods));
});

describe("paging", () => {
  const outageAlarms = ["web-outside", "web-no-healthy-target", "web-no-task", "worker-no-task"];

  test("pages an outage once by itself, and holds back each service's degradation meanwhile", async () => {
    const outage = told.named("shop-outage");
    tells(outage, told.named("shop-notifications-critical-topic"));
    for (const id of outageAlarms) {
      const alarm = told.named(`shop-${id}-alarm`);
      expect(acts(alarm)).toBe(false);
      expectWired(outage, "alarmRule", alarm);
    }
    const degradation = told.named("shop-web-degradation");
    tells(degradation, told.named("shop-notifications-degradation-topic"));
    expectWired(degradation, "actionsSuppressor", outage);
    expect(told.all(COMPOSITE)).toHaveLength(2);
  });

  test("leaves both to the one that is given its alarms", async () => {
    const made: HealthCheckAlarms[] = [];
    const result = await planned({ notify, pages: false }, health => void made.push(health));
    expect(result.all(COMPOSITE)).toEqual([]);
    expect(made[0]?.pages).toBe(false);
    expect(made[0]?.outage).toHaveLength(outageAlarms.length);
    expect(Object.keys(made[0]?.degradation ?? {})).toEqual(["web"]);
    expect(made[0]?.degradation.web).toHaveLength(3);
    for (const id of outageAlarms) expect(acts(result.named(`shop-${id}-alarm`))).toBe(false);
  });

  test("lists what a person must still confirm", async () => {
    const { outputs } = await planned({ notify: { critical: ["oncall@example.com"] } }, ({ confirmations }) => ({
      confirmations,
    }));
    expect(outputs.confirmations).toEqual([
      'oncall@example.com: click "Confirm subscription" in AWS\'s mail about critical',
      'oncall@example.com: click "Confirm subscription" in AWS\'s mail about critical from us-east-1',
    ]);
  });
});

test("says in each alarm what it means and what to do first", async () => {
  for (const { inputs } of [...usual.all(ALARM), ...usual.all(COMPOSITE)])
    expect(inputs.alarmDescription).toMatch(/^\S.*\. First: .*\.$/);
});

test("watches nothing where there is nothing to watch", async () => {
  const result = await planned({ watch: { endpoints: [] }, notify });
  expect([...result.all(ALARM), ...result.all(COMPOSITE), ...result.all(CANARY)]).toEqual([]);
});
