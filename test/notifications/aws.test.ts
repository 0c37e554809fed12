import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { plan, type TestPlan } from "daytwo/testing";
import { Notifications, type NotificationsArgs } from "../../lib/notifications/aws";
import { topicPolicy } from "../../lib/notifications/aws/policies";
import { awsAccount, documentIn, expectWired } from "../support/aws";

const KEY = "aws:kms/key:Key";
const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const SLACK = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
const INTEGRATION_KEY = "R0123456789ABCDEF0123456789ABCDE";

function planned(args: NotificationsArgs, use: (made: Notifications) => unknown = () => undefined): Promise<TestPlan> {
  return plan(() => use(new Notifications("shop", args)), { fixtures: { invokes: awsAccount } });
}

const confirmationsOf = async (args: NotificationsArgs) =>
  (await planned(args, ({ confirmations }) => ({ confirmations }))).outputs.confirmations;

test("makes one topic a severity, all encrypted with a key of its own", async () => {
  const result = await planned({});
  expect(result.all(TOPIC).map(({ name }) => name)).toEqual([
    "shop-critical-topic",
    "shop-daily-topic",
    "shop-degradation-topic",
    "shop-warning-topic",
  ]);
  for (const topic of result.all(TOPIC)) expectWired(topic, "kmsMasterKeyId", result.one(KEY));
  expect(result.one(KEY).inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
});

test("lets CloudWatch, EventBridge and AWS Backup use the key, which alias/aws/sns would not", async () => {
  const { Statement } = documentIn((await planned({})).one(KEY));
  const [administer, cloudwatch, events, backup] = Statement;
  expect(administer.Principal).toEqual({ AWS: "arn:aws:iam::123456789012:root" });
  expect(cloudwatch).toMatchObject({
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
  // EventBridge names no account to KMS: a condition would silence it.
  expect(events).toMatchObject({ Principal: { Service: "events.amazonaws.com" } });
  expect(backup).toMatchObject({ Principal: { Service: "backup.amazonaws.com" } });
  expect(events.Condition ?? backup.Condition).toBeUndefined();
});

test("gives each topic a policy, and its ARN to others only once that stands", async () => {
  const result = await planned({}, ({ topics }) => {
    new cloudwatch.MetricAlarm("alarm", { alarmActions: [topics.warning] });
  });
  expectWired(result.named("shop-warning-policy"), "arn", result.named("shop-warning-topic"));
  expectWired(result.named("alarm"), "alarmActions", result.named("shop-warning-policy"));
});

test("lets the same services publish, and nobody in plain text", async () => {
  const account = {
    partition: pulumi.output("aws"),
    region: pulumi.output("eu-west-1"),
    id: pulumi.output("123456789012"),
  };
  const policy = topicPolicy("arn:aws:sns:eu-west-1:123456789012:t", account);
  const { Statement } = JSON.parse(await new Promise<string>(resolve => policy.apply(resolve)));
  const [cloudwatch, events, backup, plainText] = Statement;
  expect(cloudwatch).toEqual({
    Sid: "AdmitCloudwatch",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
    Resource: "arn:aws:sns:eu-west-1:123456789012:t",
    Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
  });
  expect(events).toMatchObject({
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sns:Publish",
  });
  expect(backup).toMatchObject({
    Effect: "Allow",
    Principal: { Service: "backup.amazonaws.com" },
    Action: "sns:Publish",
  });
  expect(plainText).toMatchObject({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
});

test("subscribes e-mail addresses, webhooks and PagerDuty to the topic of their severity", async () => {
  const critical = ["oncall@example.com", { pagerduty: INTEGRATION_KEY }, { webhook: "https://hooks.example.com/x" }];
  const result = await planned({ notify: { critical, daily: [{ email: "owners@example.com" }] }, edge: false });
  expect(result.all(SUBSCRIPTION).map(({ name }) => name)).toEqual([
    "shop-critical-oncall@example.com-subscription",
    "shop-critical-pagerduty-2-subscription",
    "shop-critical-webhook-3-subscription",
    "shop-daily-owners@example.com-subscription",
  ]);
  const email = result.named("shop-critical-oncall@example.com-subscription");
  expect(email.inputs).toMatchObject({ protocol: "email", endpoint: "oncall@example.com" });
  expectWired(email, "topic", result.named("shop-critical-topic"));
  // PagerDuty confirms by itself; without being told so the provider would not wait for it.
  expect(result.named("shop-critical-pagerduty-2-subscription").inputs).toMatchObject({
    protocol: "https",
    endpointAutoConfirms: true,
  });
});

test("keeps addresses that hold a key as secrets, given as such or not", async () => {
  const critical = [
    { pagerduty: INTEGRATION_KEY },
    { pagerduty: pulumi.secret(`https://events.eu.pagerduty.com/integration/${INTEGRATION_KEY}/enqueue`) },
    { webhook: "https://hooks.example.com/s3cret" },
  ];
  const result = await planned({ notify: { critical } }, ({ confirmations }) => ({ confirmations }));
  for (const { inputs } of result.all(SUBSCRIPTION)) expect(inputs.endpoint).toEqual({ $secret: true });
  expect(JSON.stringify(result)).not.toMatch(/s3cret|R0123/);
});

test("builds PagerDuty's address from a key, and takes an address as it is", async () => {
  const url = `https://events.eu.pagerduty.com/integration/${INTEGRATION_KEY}/enqueue`;
  const seen: unknown[] = [];
  await plan(() => {
    pulumi.runtime.registerStackTransformation(({ type, props }) => {
      if (type === SUBSCRIPTION) pulumi.output(props.endpoint).apply(endpoint => seen.push(endpoint));
      return undefined;
    });
    const critical = [{ pagerduty: INTEGRATION_KEY }, { pagerduty: url }];
    new Notifications("shop", { notify: { critical }, edge: false });
  });
  expect(seen).toEqual([`https://events.pagerduty.com/integration/${INTEGRATION_KEY}/enqueue`, url]);
});

test("tells of degradations where it tells of warnings, unless they have channels of their own", async () => {
  const warning = ["team@example.com"];
  expect((await planned({ notify: { warning } })).all(SUBSCRIPTION).map(({ name }) => name)).toEqual([
    "shop-degradation-team@example.com-subscription",
    "shop-warning-team@example.com-subscription",
  ]);
  const own = await planned({ notify: { warning, degradation: ["perf@example.com"] } });
  expect(own.all(SUBSCRIPTION).map(({ name }) => name)).toContain("shop-degradation-perf@example.com-subscription");
  expect(own.all(SUBSCRIPTION)).toHaveLength(2);
});

test("gives the critical topic a twin in us-east-1, with a key there, for alarms on Route 53", async () => {
  const result = await planned({ notify: { critical: ["oncall@example.com"] } });
  const edge = result.all(TOPIC).filter(({ inputs }) => inputs.region === "us-east-1");
  expect(edge.map(({ name }) => name)).toEqual(["shop-critical-us-east-1-topic"]);
  const [topic] = edge;
  if (topic) expectWired(topic, "kmsMasterKeyId", result.named("shop-us-east-1-key"));
  for (const name of ["shop-us-east-1-key", "shop-critical-us-east-1-policy"])
    expect(result.named(name).inputs.region).toBe("us-east-1");
  expect(result.named("shop-critical-us-east-1-oncall@example.com-subscription").inputs.region).toBe("us-east-1");
});

test.each<[why: string, args: NotificationsArgs]>([
  ["when it is not wanted", { notify: { critical: ["oncall@example.com"] }, edge: false }],
  ["when nobody is told of what is critical", { notify: { warning: ["team@example.com"] } }],
])("makes no twin %s", async (_, args) => {
  const result = await planned(args, ({ edgeTopic }) => ({ edgeTopic: edgeTopic ?? "none" }));
  expect(result.outputs.edgeTopic).toBe("none");
  expect(result.all(KEY)).toHaveLength(1);
});

test.each([true, false])("needs no twin in us-east-1 itself, whose own topic it is (edge: %s)", async edge => {
  const slack = { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" };
  const program = () => {
    const made = new Notifications("shop", { notify: { critical: ["oncall@example.com", { slack }] }, edge });
    new cloudwatch.MetricAlarm("alarm", { alarmActions: made.edgeTopic ? [made.edgeTopic] : [] });
    return { confirmations: made.confirmations };
  };
  const result = await plan(program, { fixtures: { invokes: awsAccount }, config: { "aws:region": "us-east-1" } });
  expect(result.all(KEY)).toHaveLength(1);
  expect(result.all(TOPIC)).toHaveLength(4);
  expectWired(result.named("alarm"), "alarmActions", result.named("shop-critical-topic"));
  expect(result.one(SLACK).inputs.snsTopicArns).toHaveLength(1);
  expect(JSON.stringify(result.outputs.confirmations)).not.toContain("us-east-1");
});

test("configures a Slack channel once, as AWS does, with all its topics, and lets it read only", async () => {
  const slack = { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" };
  const result = await planned({
    notify: { critical: [{ slack }], warning: [{ slack }], degradation: ["perf@example.com"] },
  });
  const configuration = result.one(SLACK);
  expect(configuration.name).toBe("shop-slack-C07EZ1ABC23-channel");
  expect(configuration.inputs).toMatchObject({
    slackTeamId: "T07EA123LEP",
    slackChannelId: "C07EZ1ABC23",
    guardrailPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  });
  for (const topic of ["shop-critical-topic", "shop-warning-topic", "shop-critical-us-east-1-topic"])
    expectWired(configuration, "snsTopicArns", result.named(topic));
  expect(configuration.inputs.snsTopicArns).toHaveLength(3);
  const { Statement } = documentIn(result.named("shop-slack-permissions"));
  expect(Statement).toEqual([
    { Effect: "Allow", Action: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"], Resource: "*" },
  ]);
});

test("lists what a person must still confirm", async () => {
  const slack = { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" };
  const critical = ["oncall@example.com", { pagerduty: INTEGRATION_KEY }, { slack }];
  expect(
    await confirmationsOf({ notify: { critical, warning: [{ webhook: "https://hooks.example.com/x" }, { slack }] } }),
  ).toEqual([
    'oncall@example.com: click "Confirm subscription" in AWS\'s mail about critical',
    "webhook-1 of degradation: open the SubscribeURL that AWS posts to it, unless its receiver does so itself",
    "webhook-1 of warning: open the SubscribeURL that AWS posts to it, unless its receiver does so itself",
    'oncall@example.com: click "Confirm subscription" in AWS\'s mail about critical from us-east-1',
    "Slack workspace T07EA123LEP: authorise it once, before the first update, in the AWS console under Amazon Q Developer in chat applications (formerly AWS Chatbot)",
    'Slack channel C07EZ1ABC23: invite the app to it with "/invite @Amazon Q" when it is private',
  ]);
  expect(await confirmationsOf({ notify: { critical: [{ pagerduty: INTEGRATION_KEY }] } })).toEqual([]);
});

test("takes each kind of child through the user's transform", async () => {
  const result = await planned({
    notify: { critical: ["oncall@example.com"] },
    transform: {
      key: args => ({ ...args, rotationPeriodInDays: 90 }),
      topic: { topic: args => ({ ...args, signatureVersion: 2 }) },
    },
  });
  expect(result.named("shop-key").inputs.rotationPeriodInDays).toBe(90);
  expect(result.named("shop-critical-topic").inputs.signatureVersion).toBe(2);
});
