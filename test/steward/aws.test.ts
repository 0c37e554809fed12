import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import { overdue } from "../../images/steward/src/overdue";
import { awsAccount, documentIn, expectWired } from "../support/aws";

const metrics = [{ label: "orders", namespace: "Shop", metricName: "Orders" }];

type Alerts = Partial<aws.AlertThresholdsArgs>;

/** A shop of which somebody is told daily, unless `notify` says otherwise. */
function planned(alerts: Alerts = {}, notify: aws.NotificationsArgs["notify"] = { daily: ["owners@example.com"] }) {
  return plan(
    () => {
      const target = new aws.DeploymentTarget("shop", { services: { web: { image: "shop" } } });
      const notifications = new aws.Notifications("shop-notifications", { ...(notify && { notify }) });
      const watch = { endpoints: [], loadBalancer: { arnSuffix: "app/shop/1" } };
      const wired = { application: "shop", watch, foundation: target, notifications };
      new aws.AlertThresholds("shop-alerts", { ...wired, ...alerts });
    },
    { stack: "prod", fixtures: { invokes: awsAccount } },
  );
}

const jobs = (shop: TestPlan) => shop.all("daytwo:aws:Job").map(({ name }) => name);
const messages = (shop: TestPlan) => shop.diagnostics.map(({ message }) => message);

describe("the daily summary", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ daily: { hour: 6, metrics } });
  });

  it("is a job of the steward's, beside the deployment target's containers, at the hour that is asked for", () => {
    expect(jobs(shop)).toEqual(["shop-alerts-steward-summary"]);
    const schedule = shop.named("shop-alerts-steward-summary-schedule");
    expect(schedule.inputs).toMatchObject({
      scheduleExpression: "cron(0 6 * * ? *)",
      scheduleExpressionTimezone: "UTC",
    });
    expectWired(schedule, "target", shop.named("shop-cluster"));
  });

  it("stands in a group of schedules of its own, whose refusals are told", () => {
    const group = shop.named("shop-alerts-steward-schedule-group");
    expectWired(shop.named("shop-alerts-steward-summary-schedule"), "groupName", group);
    expectWired(shop.named("shop-alerts-steward-jobs-not-started-alarm"), "metricQueries", group);
  });

  it("goes to the topic of the daily channels, and its role may publish there", () => {
    const topic = shop.named("shop-notifications-daily-topic");
    const definition = shop.named("shop-alerts-steward-summary-task-definition");
    expectWired(definition, "containerDefinitions", topic);
    const rights = shop.named("shop-alerts-steward-summary-rights");
    expectWired(rights, "policy", topic);
    expectWired(rights, "role", shop.named("shop-alerts-steward-summary-task-role"));
  });

  it("is told of when it fails, and when it has had no success for one and a half days", () => {
    const rule = shop.named("shop-alerts-steward-warning-failed");
    expectWired(rule, "eventPattern", shop.named("shop-alerts-steward-summary-task-definition"));
    const [name, namespace] = ["shop-alerts-steward-summary-succeeded", "daytwo/shop/prod"];
    const heartbeat = shop.named("shop-alerts-steward-summary-succeeded-heartbeat");
    expect(heartbeat.inputs).toMatchObject({
      pattern: '{ $.outcome = "succeeded" }',
      metricTransformation: { name, namespace, value: "1" },
    });
    expectWired(heartbeat, "logGroupName", shop.named("shop-alerts-steward-summary-log-group"));
    const alarm = shop.named("shop-alerts-steward-summary-silent-alarm");
    expect(alarm.inputs).toMatchObject({
      metricName: name,
      namespace,
      period: 3_600,
      evaluationPeriods: 36,
      datapointsToAlarm: 36,
      treatMissingData: "breaching",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 37 * 60 },
    });
    expectWired(alarm, "alarmActions", shop.named("shop-notifications-warning-topic"));
  });
});

describe("there is no job for the daily summary", () => {
  it("when nobody is told of it", async () => {
    expect(jobs(await planned({}, { warning: ["team@example.com"] }))).toEqual([]);
  });

  it("without a deployment target beside which it could run, and the plan says so", async () => {
    const shop = await planned({ foundation: undefined });
    expect(jobs(shop)).toEqual([]);
    expect(messages(shop)).toContain(
      "nobody writes the daily summary; write foundation: target, beside whose containers it runs",
    );
  });
});

describe("what stands as foundation", () => {
  it("must be of this row", async () => {
    const wrong = plan(() => {
      const notifications = new aws.Notifications("other", {});
      new aws.AlertThresholds("shop", { watch: { endpoints: [] }, foundation: notifications });
    });
    await expect(wrong).rejects.toThrow(
      "shop: foundation: is no foundation of this row; write new aws.Foundation(…), or leave it out",
    );
  });
});

describe("a job's container", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    const transform = { steward: { task: { logGroup: (args: object) => ({ ...args, name: "/known" }) } } };
    const args = {
      configuration: { env: "A=1" },
      password: "hunter2",
      stewardImage: "mirror.example.com/steward",
      transform,
    };
    const program = () => {
      const foundation = new aws.DeploymentTarget("shop", { services: { web: { image: "shop" } } });
      new aws.BackupSchedule("shop-backups", { foundation, ...args });
    };
    shop = await plan(program, { stack: "prod", fixtures: { invokes: awsAccount } });
  });

  it("is the steward's, told by its command, and of the name that its results have", () => {
    const [container] = documentIn(shop.named("shop-backups-steward-overdue-task-definition"), "containerDefinitions");
    expect(container).toMatchObject({
      image: "mirror.example.com/steward",
      command: ["overdue", expect.any(String)],
      environment: [{ name: "DAYTWO_JOB", value: "overdue" }],
    });
    const { jobs } = overdue.spec.parse(JSON.parse(container.command[1]));
    expect(Object.keys(jobs)).toEqual(["verify", "purge"]);
    expect(jobs.verify).toMatchObject({
      within: 10.5 * 86_400,
      succeeded: { name: "shop-backups-steward-verify-succeeded" },
    });
  });

  it("may read metrics to see what is overdue, and nothing else", () => {
    const { Statement } = documentIn(shop.named("shop-backups-steward-overdue-rights"));
    expect(Statement).toEqual([{ Effect: "Allow", Action: "cloudwatch:GetMetricData", Resource: "*" }]);
  });
});
