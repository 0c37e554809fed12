import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { CompositeAlarms } from "../../lib/alerts/aws/composite";

function planned(outage: string[]) {
  const args = { application: "shop", outage, degradation: {}, topics: undefined, tags: {} };
  return plan(() => new CompositeAlarms("shop", args));
}

const names = (count: number, length = 10) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(length, "x"));

test("joins alarms by name, any of which makes the outage", async () => {
  const result = await planned(["web-outside", "web-no-task"]);
  expect(result.named("shop-outage").inputs.alarmRule).toBe('ALARM("web-outside") OR ALARM("web-no-task")');
});

test("makes no outage of nothing", async () => {
  expect((await planned([])).all("aws:cloudwatch/compositeAlarm:CompositeAlarm")).toEqual([]);
});

test.each([38, 39, 100, 400])("holds %d alarms of the longest names in rules that CloudWatch takes", async count => {
  const all = names(count, 255);
  const result = await planned(all);
  const rules = result
    .all("aws:cloudwatch/compositeAlarm:CompositeAlarm")
    .map(({ inputs }) => String(inputs.alarmRule));
  for (const rule of rules) {
    expect(rule.length).toBeLessThanOrEqual(10_240);
    expect(rule.split(" OR ").length).toBeLessThanOrEqual(100);
  }
  for (const name of all) expect(rules.filter(rule => rule.includes(`"${name}"`))).toHaveLength(1);
});

test("joins the parts of an outage that is too large for one rule, and lets only the whole page", async () => {
  const result = await planned(names(40));
  const outage = result.named("shop-outage");
  expect(outage.inputs.alarmRule).toBe('ALARM("project-stack-shop-outage-1") OR ALARM("project-stack-shop-outage-2")');
  expect(outage.propertyDependencies.alarmRule).toEqual([
    result.named("shop-1-outage-part").urn,
    result.named("shop-2-outage-part").urn,
  ]);
  expect(result.named("shop-1-outage-part").inputs).not.toHaveProperty("alarmActions");
});

test("names the alarms by project and stack, so that two stacks do not overwrite each other's", async () => {
  const named = async (stack: string) => {
    const args = {
      application: "shop",
      outage: [pulumi.output("a")],
      degradation: { web: ["b"] },
      topics: undefined,
      tags: {},
    };
    const result = await plan(() => new CompositeAlarms("shop", args), { project: "p", stack });
    return result.all("aws:cloudwatch/compositeAlarm:CompositeAlarm").map(({ inputs }) => inputs.alarmName);
  };
  expect(await named("staging")).toEqual(["p-staging-shop-outage", "p-staging-shop-web-degradation"]);
  expect(await named("production")).toEqual(["p-production-shop-outage", "p-production-shop-web-degradation"]);
});
