import { operationsOn } from "../../support/awsOperations";
import { AwsServer } from "../../support/awsServer";

describe("alarms", () => {
  const arn = (name: string) => `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${name}`;
  const alarm = (AlarmName: string, more: object = {}) => ({
    AlarmName,
    AlarmArn: arn(AlarmName),
    AlarmDescription: `${AlarmName} stands.`,
    StateTransitionedTimestamp: 1_000,
    ...more,
  });
  const tags = (stack: string, severity: string, subject: string) => ({
    Tags: [
      { Key: "daytwo:stack", Value: stack },
      { Key: "daytwo:severity", Value: severity },
      { Key: "daytwo:subject", Value: subject },
    ],
  });

  /** CloudWatch with alarms on two pages, and what their tags are. */
  function cloudwatch(pages: object[], tagged: Record<string, object>) {
    return new AwsServer({
      DescribeAlarms: ({ NextToken }) => {
        const at = Number(NextToken ?? 0);
        return { ...pages[at], ...(at + 1 < pages.length && { NextToken: String(at + 1) }) };
      },
      ListTagsForResource: ({ ResourceARN }) => tagged[String(ResourceARN)] ?? { Tags: [] },
    });
  }

  test("are this stack's alone, from all pages, the gravest first", async () => {
    const server = cloudwatch(
      [
        { MetricAlarms: [alarm("web-cpu"), alarm("other"), alarm("TargetTracking-web-low")] },
        { MetricAlarms: [alarm("backups-failed")], CompositeAlarms: [alarm("outage")] },
      ],
      {
        [arn("web-cpu")]: tags("shop/production", "warning", "web"),
        [arn("other")]: tags("shop/staging", "critical", "web"),
        [arn("backups-failed")]: tags("shop/production", "warning", "backups"),
        [arn("outage")]: tags("shop/production", "critical", "shop"),
      },
    );
    const found = await (await operationsOn(server)).firingAlarms();
    expect(found.map(({ name }) => name)).toEqual(["outage", "web-cpu", "backups-failed"]);
    expect(found[0]).toEqual({
      name: "outage",
      severity: "critical",
      subject: "shop",
      since: "1970-01-01T00:16:40.000Z",
      summary: "outage stands.",
    });
    expect(server.count("ListTagsForResource")).toBe(4);
  });

  test("are told with the composite that joins them, and not when an outage holds it back", async () => {
    const ours = tags("shop/production", "critical", "web");
    const server = cloudwatch(
      [
        {
          MetricAlarms: [alarm("web-5xx"), alarm("web-slow")],
          CompositeAlarms: [
            alarm("outage", { AlarmRule: 'ALARM("web-5xx") OR ALARM("web-down")' }),
            alarm("web-degradation", { AlarmRule: 'ALARM("web-slow")', ActionsSuppressedBy: "Alarm" }),
          ],
        },
      ],
      Object.fromEntries(["web-5xx", "web-slow", "outage", "web-degradation"].map(name => [arn(name), ours])),
    );
    const found = await (await operationsOn(server)).firingAlarms();
    expect(found.map(({ name, summary }) => [name, summary])).toEqual([
      ["outage", "outage stands. Firing in it: web-5xx."],
    ]);
  });

  test("are looked for wherever they live", async () => {
    const server = cloudwatch([{}], {});
    await (await operationsOn(server, { alarmRegions: ["us-east-1"] })).firingAlarms();
    expect(server.count("DescribeAlarms")).toBe(2);
  });
});
