import fc from "fast-check";
import { alertmanagerConfig } from "../../../lib/notifications/docker/config";
import { knownSpec } from "../../../lib/notifications/docker/known";
import { itNeeds } from "../../support/needs";
import { amtool } from "../../support/promtool";
import { alertmanagerSpec } from "./spec";

const spec = {
  channels: {
    critical: [{ email: "oncall@example.com" }, { pagerduty: "0".repeat(32) }],
    degradation: [{ webhook: "https://hooks.example.com/s3cret" }],
    warning: [{ slack: { channel: "C07EZ1ABC23" } }],
    daily: [{ email: "owners@example.com" }],
  },
  smtp: { host: "smtp.example.com", from: "alerts@example.com", user: "alerts", password: "s3cret" },
  slackToken: "xoxb-1",
};

const config = JSON.stringify(alertmanagerConfig(spec));

itNeeds(["amtool"], "Alertmanager takes whatever the checks let through", async () => {
  for (const each of fc.sample(alertmanagerSpec, 25)) {
    const written = JSON.stringify(alertmanagerConfig(each));
    const said = await amtool({ "am.yml": written }, ["check-config", "am.yml"]);
    expect(said).toContain("SUCCESS");
  }
});

describe("who is told", () => {
  const routes: [labels: string[], receiver: string][] = [
    [["severity=critical", "subject=web", "alertname=Outage", "part=yes"], "critical"],
    [["severity=critical", "subject=shop", "alertname=Outage", "scope=whole"], "critical"],
    [["severity=critical", "subject=web", "alertname=NoHealthyInstance", "joins=outage"], "nobody"],
    [["severity=critical", "subject=proxy", "alertname=ProxyDown", "joins=whole"], "nobody"],
    [["severity=degradation", "subject=web", "alertname=SlowAnswers"], "degradation"],
    [["severity=warning", "subject=host", "alertname=DiskFull"], "warning"],
    [["severity=daily", "subject=shop", "alertname=DailySummary"], "daily"],
    [["severity=daily", "subject=alerts", "alertname=Heartbeat"], "nobody"],
    [["severity=daily", "subject=web", "alertname=Maintenance"], "nobody"],
    [["severity=other"], "nobody"],
  ];
  for (const [labels, receiver] of routes)
    itNeeds(["amtool"], `${labels.join(" ")}: ${receiver}`, async () => {
      await routed(labels, receiver, config);
    });

  async function routed(labels: string[], receiver: string, written: string): Promise<void> {
    const said = await amtool({ "am.yml": written }, ["config", "routes", "test", "--config.file=am.yml", ...labels]);
    expect(said.split("\n")[0]).toBe(receiver);
  }

  itNeeds(["amtool"], "a heartbeat where it is asked for", async () => {
    const written = JSON.stringify(alertmanagerConfig({ ...spec, heartbeat: "https://hc.example.com/1" }));
    await routed(["severity=daily", "alertname=Heartbeat"], "heartbeat", written);
  });
});

describe("how", () => {
  const { receivers, route, inhibit_rules } = JSON.parse(config);
  const of = (name: string) => receivers.find((receiver: { name: string }) => receiver.name === name);

  test("by e-mail, over TLS and logged in", () => {
    expect(of("critical").email_configs).toEqual([
      expect.objectContaining({
        to: "oncall@example.com",
        from: "alerts@example.com",
        smarthost: "smtp.example.com:587",
        require_tls: true,
        auth_username: "alerts",
        auth_password: "s3cret",
        send_resolved: true,
      }),
    ]);
  });

  test("by e-mail on a port that is TLS from the start, where none is asked for", () => {
    const written = alertmanagerConfig({ ...spec, smtp: { ...spec.smtp, port: 465 } });
    const mail = expect.objectContaining({ smarthost: "smtp.example.com:465", require_tls: false });
    expect(written).toMatchObject({
      receivers: expect.arrayContaining([expect.objectContaining({ name: "critical", email_configs: [mail] })]),
    });
  });

  test("by PagerDuty, by a key or the address that holds it", () => {
    expect(of("critical").pagerduty_configs).toMatchObject([{ routing_key: "0".repeat(32), severity: "critical" }]);
    const url = `https://events.eu.pagerduty.com/integration/${"a".repeat(32)}/enqueue`;
    const written = JSON.stringify(
      alertmanagerConfig({ ...spec, channels: { ...spec.channels, warning: [{ pagerduty: url }] } }),
    );
    expect(written).toContain(`"routing_key":"${"a".repeat(32)}","url":"https://events.eu.pagerduty.com/v2/enqueue"`);
  });

  test("by Slack, as an app with its token", () => {
    expect(of("warning").slack_configs).toMatchObject([
      {
        api_url: "https://slack.com/api/chat.postMessage",
        channel: "C07EZ1ABC23",
        http_config: { authorization: { type: "Bearer", credentials: "xoxb-1" } },
      },
    ]);
  });

  test("braces in an address are no template", () => {
    const written = JSON.stringify(
      alertmanagerConfig({ ...spec, channels: { ...spec.channels, warning: [{ email: "a{{b@c.example" }] } }),
    );
    expect(written).toContain(JSON.stringify('a{{ "{{" }}b@c.example'));
  });

  test("when it is over, too, but a summary never is", () => {
    expect(of("degradation").webhook_configs).toEqual([
      { url: "https://hooks.example.com/s3cret", send_resolved: true },
    ]);
    expect(of("daily").email_configs).toMatchObject([{ send_resolved: false }]);
  });

  test("as soon as is asked for, and else as usual", async () => {
    const known = knownSpec({ pace: { warning: { wait: "30 seconds", reminder: "2 days" } } });
    const asked = await new Promise<object>(resolve => known.apply(it => resolve(alertmanagerConfig(it))));
    expect(asked).toMatchObject({
      route: {
        routes: expect.arrayContaining([
          expect.objectContaining({ receiver: "critical", group_wait: "15s", group_interval: "1m" }),
          expect.objectContaining({
            receiver: "warning",
            group_wait: "30s",
            group_interval: "15m",
            repeat_interval: "172800s",
          }),
        ]),
      },
    });
  });

  test("one message for each severity of a subject; less is muted by more", () => {
    expect(route.group_by).toEqual(["severity", "subject"]);
    expect(inhibit_rules[0]).toEqual({
      source_matchers: ['severity="critical"'],
      target_matchers: ['severity=~"degradation|warning"'],
      equal: ["subject"],
    });
  });

  test("maintenance mutes what is less of its subject; an outage of the database, what is less of every part", () => {
    const lesser = 'severity=~"degradation|warning"';
    expect(inhibit_rules).toEqual(
      expect.arrayContaining([
        { source_matchers: ['alertname="Maintenance"'], target_matchers: [lesser], equal: ["subject"] },
        {
          source_matchers: ['alertname="Outage"', 'scope="base"'],
          target_matchers: ['part="yes"', lesser],
          equal: [],
        },
      ]),
    );
  });
});
