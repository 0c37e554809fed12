import { cloudWatchSummary } from "../../../images/steward/src/summary/cloudwatch";
import type { CloudWatchSummarySpec } from "../../../lib/steward/cloudwatch";
import { Cloud, type Received, signedFor } from "./cloud";

const DAY = 86_400;
const today = Math.floor(Date.now() / 1_000 / DAY) * DAY;
const [dayBefore, yesterday] = [today - 2 * DAY, today - DAY];

const spec: CloudWatchSummarySpec = {
  title: "shop, production",
  region: "eu-west-1",
  figures: [
    {
      label: "requests",
      metrics: {
        requests: {
          namespace: "AWS/ApplicationELB",
          name: "RequestCount",
          dimensions: { LoadBalancer: "app/shop/1" },
          statistic: "Sum",
        },
      },
    },
    {
      label: "answered 5xx",
      unit: "percent",
      metrics: {
        bad: { namespace: "AWS/ApplicationELB", name: "HTTPCode_Target_5XX_Count", statistic: "Sum" },
        all: { namespace: "AWS/ApplicationELB", name: "RequestCount", statistic: "Sum" },
      },
      expression: "100 * bad / all",
    },
    { label: "orders", metrics: { value: { namespace: "Shop", name: "Orders", statistic: "Sum" } } },
  ],
  topic: { region: "eu-west-1", arn: "arn:aws:sns:eu-west-1:123456789012:daily" },
};

const isQuery = ({ headers }: Received) => headers["x-amz-target"] === "GraniteServiceVersion20100801.GetMetricData";

/** What CloudWatch measured, by what is asked for. */
function measurements({ body }: Received): { body: string } {
  const { MetricDataQueries: queries } = JSON.parse(body);
  const wanted = queries.filter(({ ReturnData }: { ReturnData: boolean }) => ReturnData);
  const results = wanted.map(({ Id }: { Id: string }) => {
    if (Id === "requests") return { Id, Timestamps: [dayBefore, yesterday], Values: [10_000, 12_345] };
    if (Id === "result") return { Id, Timestamps: [yesterday], Values: [0.1234] };
    return { Id, Timestamps: [], Values: [] };
  });
  return { body: JSON.stringify({ MetricDataResults: results }) };
}

let cloud: Cloud;
const before = { ...process.env };
afterEach(async () => {
  process.env = { ...before };
  await cloud.close();
});

async function summarised(answers: (request: Received) => { status?: number; body: string }) {
  cloud = await Cloud.answering(answers);
  Object.assign(process.env, cloud.environment);
  return cloudWatchSummary.run(cloudWatchSummary.spec.parse(spec), new AbortController().signal);
}

const accepted = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";
const both = (request: Received) => (isQuery(request) ? measurements(request) : { body: accepted });

describe("the daily summary on AWS", () => {
  it("writes of yesterday, beside the day before", async () => {
    const outcome = await summarised(both);
    const sent = new URLSearchParams(cloud.received.find(request => !isQuery(request))?.body);
    expect(Object.fromEntries(sent)).toMatchObject({
      Action: "Publish",
      Version: "2010-03-31",
      TopicArn: spec.topic.arn,
      Subject: "Daily summary of shop, production",
    });
    expect(sent.get("Message")?.split("\n").slice(2)).toEqual([
      "requests      12,345 (10,000 the day before)",
      "answered 5xx  0.12 %",
      "orders        nothing was measured",
      "",
    ]);
    expect(outcome).toEqual({ message: `wrote 2 figures to ${spec.topic.arn}`, figures: { figures: 2 } });
  });

  it("asks for whole days as UTC has them, and for what a figure is made of without having it sent", async () => {
    await summarised(both);
    const queries = cloud.received.filter(isQuery).map(({ body }) => JSON.parse(body));
    for (const { StartTime, EndTime } of queries) expect([StartTime, EndTime]).toEqual([dayBefore, today]);
    expect(queries.find(({ MetricDataQueries }) => MetricDataQueries.length === 3)?.MetricDataQueries).toEqual([
      {
        Id: "bad",
        MetricStat: {
          Metric: { Namespace: "AWS/ApplicationELB", MetricName: "HTTPCode_Target_5XX_Count", Dimensions: [] },
          Period: DAY,
          Stat: "Sum",
        },
        ReturnData: false,
      },
      expect.objectContaining({ Id: "all", ReturnData: false }),
      { Id: "result", Expression: "100 * bad / all", Period: DAY, ReturnData: true },
    ]);
    const dimensions = queries.flatMap(({ MetricDataQueries: [first] }) => first.MetricStat.Metric.Dimensions);
    expect(dimensions).toEqual([{ Name: "LoadBalancer", Value: "app/shop/1" }]);
  });

  it("signs each request with the role of its task, for the service and Region that it goes to", async () => {
    await summarised(both);
    const signed = cloud.received.map(signedFor).sort();
    expect(signed).toEqual([...Array(3).fill("monitoring in eu-west-1"), "sns in eu-west-1"]);
    for (const { headers } of cloud.received) expect(headers["x-amz-security-token"]).toBe("session");
  });

  it("reads an answer that comes in pages to its end", async () => {
    const page = (request: Received) =>
      JSON.parse(request.body).NextToken === undefined
        ? { body: JSON.stringify({ MetricDataResults: [], NextToken: "more" }) }
        : measurements(request);
    const outcome = await summarised(request => (isQuery(request) ? page(request) : { body: accepted }));
    expect(outcome?.figures).toEqual({ figures: 2 });
  });
});

describe("a refusal is told in the service's own words, by", () => {
  it.each([
    [
      "CloudWatch",
      '{"__type":"com.amazonaws#AccessDeniedException","Message":"not authorized to perform cloudwatch:GetMetricData"}',
      "monitoring.eu-west-1: AccessDeniedException: not authorized to perform cloudwatch:GetMetricData",
    ],
    [
      "SNS",
      "<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>",
      "sns.eu-west-1: NotFound: Topic does not exist",
    ],
    ["whatever stands between", "<html>", "monitoring.eu-west-1: HTTP 403"],
  ])("%s", async (service, body, message) => {
    const refused = summarised(request =>
      isQuery(request) === (service !== "SNS") ? { status: 403, body } : both(request),
    );
    await expect(refused).rejects.toThrow(new Error(message));
  });
});

test("without credentials it says where they come from", async () => {
  cloud = await Cloud.answering(both);
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  const summary = cloudWatchSummary.run(spec, new AbortController().signal);
  await expect(summary).rejects.toThrow("there are no credentials for AWS; run in ECS with a task role");
});
