import { plan, type TestPlan } from "daytwo/testing";
import { LogAggregation } from "../../lib/logs/aws";
import { Notifications } from "../../lib/notifications/aws";
import { awsAccount, expectWired } from "../support/aws";
import { planned } from "./planned";

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("error lines", () => {
  test("are counted by source, with zeros in between", async () => {
    const { inputs } = production.named("shop-web-error-filter");
    expect(inputs.metricTransformation).toEqual({
      namespace: "daytwo/shop/prod",
      name: "web-error-lines",
      value: "1",
      defaultValue: "0",
      unit: "Count",
    });
  });

  test("are degradation from ten within 5 minutes on, while silence is none", async () => {
    const result = await planned({ notify: { degradation: ["team@example.com"] } });
    const alarm = result.named("shop-web-error-alarm");
    expect(alarm.inputs).toMatchObject({
      namespace: "daytwo/shop/prod",
      metricName: "web-error-lines",
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 10,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
    });
    expectWired(alarm, "alarmActions", result.named("shop-notifications-degradation-topic"));
    expectWired(alarm, "okActions", result.named("shop-notifications-degradation-topic"));
  });

  test("go to the notifications that are given", async () => {
    const program = () => {
      const notifications = new Notifications("people", { notify: { warning: ["team@example.com"] } });
      new LogAggregation("shop", { sources: ["web"], notifications, errorThreshold: 3 });
    };
    const result = await plan(program, { fixtures: { invokes: awsAccount } });
    const alarm = result.named("shop-web-error-alarm");
    expect(alarm.inputs.threshold).toBe(3);
    expectWired(alarm, "alarmActions", result.named("people-degradation-topic"));
  });

  test("are left to tell to the one that is given their alarms", async () => {
    const made: LogAggregation[] = [];
    const notify = { degradation: ["team@example.com"] };
    const result = await planned({ notify, pages: false }, logs => void made.push(logs));
    expect(result.named("shop-web-error-alarm").inputs).not.toHaveProperty("alarmActions");
    expect(made[0]?.pages).toBe(false);
    expect(Object.keys(made[0]?.degradation ?? {})).toEqual(["web", "worker"]);
    expect(made[0]?.degradation.web).toHaveLength(1);
  });

  test("take another pattern", async () => {
    const result = await planned({ errorPattern: "{ $.severity = 17 }" });
    expect(result.named("shop-web-error-filter").inputs.pattern).toBe("{ $.severity = 17 }");
  });

  describe("by default are those", () => {
    // A pattern between % is a regular expression, without groups and with few symbols.
    let pattern: string;
    beforeAll(async () => {
      const result = await planned({ sources: ["web"], archive: false });
      pattern = String(result.named("shop-web-error-filter").inputs.pattern);
    });

    test("that CloudWatch's own regular expressions can find", () => {
      expect(pattern).toMatch(/^%[A-Za-z0-9|.{},[\]]+%$/);
    });

    test.each([
      ['{"level":"error","msg":"x"}', true],
      ['{"level": "ERROR", "msg": "x"}', true],
      ['{"level":50,"msg":"pino"}', true],
      ['{"level":60,"msg":"pino"}', true],
      ["time=12:00 level=error msg=x", true],
      ["2026-01-01 ERROR something broke", true],
      ["FATAL: out of memory", true],
      ['{"level":"info","msg":"no error was found"}', false],
      ['{"level":30,"errors":0}', false],
      ['{"level":"info","took":500}', false],
    ])("%s: %s", (line, found) => {
      expect(new RegExp(pattern.slice(1, -1)).test(line)).toBe(found);
    });
  });
});
