import * as aws from "daytwo/aws";
import { plan } from "daytwo/testing";
import { documentIn } from "../support/aws";

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
});
