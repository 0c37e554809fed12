import * as aws from "daytwo/aws";
import { plan } from "daytwo/testing";
import { documentIn, expectWired } from "../support/aws";
import { alarms } from "./alarmState";

const family = "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-cleanup-production:";
const jobs = { cleanup: { taskDefinitionArn: `${family}7` } };

const planned = (args: Partial<aws.AlertThresholdsArgs>) =>
  plan(() => void new aws.AlertThresholds("shop", { watch: { endpoints: [], jobs }, ...args }));

describe("a job that fails", () => {
  it("is told as a warning: any revision, when a container ends with an error or the task does not start", async () => {
    const shop = await planned({ notify: { warning: ["team@example.com"] } });
    const { detail, source } = documentIn(shop.named("shop-failed"), "eventPattern");
    expect(source).toEqual(["aws.ecs"]);
    expect(detail).toEqual({
      lastStatus: ["STOPPED"],
      taskDefinitionArn: [{ prefix: family }],
      $or: [{ containers: { exitCode: [{ "anything-but": 0 }] } }, { stopCode: ["TaskFailedToStart"] }],
    });
    const topic = shop.one("aws:sns/topic:Topic", "shop-notifications-warning-topic");
    expect(shop.named("shop-failed-target").propertyDependencies.arn).toContain(topic.urn);
  });

  it("is told to nobody where nobody is to be told", async () => {
    expect((await planned({})).all("aws:cloudwatch/eventRule:EventRule")).toEqual([]);
  });

  it("is told by patterns that EventBridge takes, however many jobs with however long names", async () => {
    const arn = (index: number) =>
      `arn:aws-us-gov:ecs:ap-southeast-1:123456789012:task-definition/${String(index).padStart(255, "j")}:7`;
    const many = Object.fromEntries(
      Array.from({ length: 23 }, (_, index) => [`job-${index}`, { taskDefinitionArn: arn(index) }]),
    );
    const shop = await planned({ watch: { endpoints: [], jobs: many }, notify: { warning: ["team@example.com"] } });
    const patterns = shop.all("aws:cloudwatch/eventRule:EventRule").map(({ inputs }) => String(inputs.eventPattern));
    for (const pattern of patterns) expect(pattern.length).toBeLessThanOrEqual(2_048);
    for (const { taskDefinitionArn } of Object.values(many))
      expect(patterns.filter(pattern => pattern.includes(taskDefinitionArn.slice(0, -1)))).toHaveLength(1);
    expect(shop.all("aws:cloudwatch/eventTarget:EventTarget")).toHaveLength(patterns.length);
  });
});

describe("a job that cannot be started", () => {
  const watch = { endpoints: [], jobs, scheduleGroup: "shop-jobs" };

  it("is told as a warning, by what the scheduler counts for the group of its schedule", async () => {
    const shop = await planned({ watch, notify: { warning: ["team@example.com"] } });
    const alarm = shop.named("shop-jobs-not-started-alarm");
    const counted = (metricName: string) => ({
      metric: { namespace: "AWS/Scheduler", metricName, dimensions: { ScheduleGroup: "shop-jobs" }, stat: "Sum" },
    });
    expect(alarm.inputs.metricQueries).toMatchObject([
      counted("TargetErrorCount"),
      counted("InvocationDroppedCount"),
      { returnData: true },
    ]);
    expect(alarms(alarm, { refused: [null, 1], dropped: [null, null] })).toBe(true);
    expect(alarms(alarm, { refused: [null, null], dropped: [null, 1] })).toBe(true);
    expect(alarms(alarm, { refused: [null, null], dropped: [null, null] })).toBe(false);
    expectWired(alarm, "alarmActions", shop.named("shop-notifications-warning-topic"));
  });

  it("is not told where the group of its schedule is not known", async () => {
    expect((await planned({})).all("aws:cloudwatch/metricAlarm:MetricAlarm")).toEqual([]);
  });
});
