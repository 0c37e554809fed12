import { periodFor } from "../../../lib/operations/aws/requests";
import { operationsOn } from "../../support/awsOperations";
import { AwsServer } from "../../support/awsServer";

const HOUR_AGO = new Date(Date.now() - 3_600_000);

describe("requests", () => {
  test("are summed over both groups and all pages, and the percentiles are the worst", async () => {
    const asked: unknown[] = [];
    const server = new AwsServer({
      GetMetricData: ({ MetricDataQueries, NextToken }) => {
        asked.push(MetricDataQueries);
        if (NextToken === undefined)
          return { MetricDataResults: [result(0, 100), result(3, 0.2), result(1, 4)], NextToken: "2" };
        return { MetricDataResults: [result(6, 50), result(9, 0.3), result(12, 2), result(13, 2)] };
      },
    });
    const figures = await (await operationsOn(server)).requests(HOUR_AGO);
    expect(figures).toEqual([
      {
        service: "web",
        requests: 152,
        clientErrors: 4,
        serverErrors: 2,
        p50: 0.3,
        p95: undefined,
        p99: undefined,
      },
    ]);
    expect(asked[0]).toContainEqual({
      Id: "m5",
      MetricStat: {
        Metric: {
          Namespace: "AWS/ApplicationELB",
          MetricName: "TargetResponseTime",
          Dimensions: [
            { Name: "LoadBalancer", Value: "app/shop/1" },
            { Name: "TargetGroup", Value: "targetgroup/shop-blue/4" },
          ],
        },
        Period: expect.any(Number),
        Stat: "p99",
      },
    });
  });

  const result = (index: number, ...Values: number[]) => ({ Id: `m${index}`, Values });

  test.each([
    ["1 minute", 60_000, 60],
    ["90 seconds", 90_000, 120],
    ["a day", 86_400_000, 86_400],
    ["20 days", 20 * 86_400_000, 86_400],
  ])("of %s are asked for in steps that CloudWatch has", (_, age, period) => {
    const now = new Date("2026-01-31T12:00:00Z");
    expect(periodFor(new Date(now.getTime() - age), now)).toBe(period);
  });
});
