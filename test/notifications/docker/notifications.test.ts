import * as pulumi from "@pulumi/pulumi";
import { type PlannedResource, plan } from "daytwo/testing";
import { type MailServer, Notifications, type NotificationsArgs } from "../../../lib/notifications/docker";
import { testFoundation } from "../../support/foundation";
import { testRefusals } from "../../support/mistakes";

const smtp: MailServer = { host: "smtp.example.com", from: "alerts@example.com" };
const notify = { critical: ["oncall@example.com"] };
const valid = { notify, smtp };

const WEBHOOK =
  'is no HTTPS address; write one such as "https://hooks.example.com/alerts", or for a container on the network "http://name:8080/…"';

/** On a foundation, which is made within a plan. */
function made(args: NotificationsArgs, name = "shop"): Notifications {
  return new Notifications(name, { foundation: testFoundation(), ...args });
}

testRefusals(
  mistake => new Notifications("shop", { ...valid, ...mistake }),
  [
    [
      { smtp: undefined },
      'smtp: is missing, while notify.critical[0] is an e-mail address; write { host: "smtp.example.com", from: "alerts@example.com" }',
    ],
    [
      { notify: { warning: [{ slack: { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" } }] } },
      'slackToken: is missing, while notify.warning[0] is a Slack channel; write config.requireSecret("slackToken")',
    ],
    [{ slackToken: "s3cret" }, 'slackToken: is no token of a Slack app; write one that starts with "xoxb-"'],
    [
      { heartbeat: "ftp://s3cret.example" },
      'heartbeat: is no HTTPS address; write one such as "https://hc-ping.com/…"',
    ],
    [
      { pace: { warning: { wait: "2 hours" } } },
      'pace.warning.wait: "2 hours" is out of range; write a duration from "1 second" to "1 hour", such as "1 second"',
    ],
    [
      { pace: { critical: { reminder: "1 minute" } } },
      'pace.critical.reminder: "1 minute" is out of range; write a duration from "5 minutes" to "30 days", such as "5 minutes"',
    ],
    [{ notify: { daily: [{ webhook: "http://s3cret.example.com" }] } }, `notify.daily[0].webhook: ${WEBHOOK}`],
    [
      { smtp: { ...smtp, host: "https://smtp" } },
      'smtp.host: "https://smtp" is not allowed; write a host name such as "smtp.example.com"',
    ],
    [{ smtp: { ...smtp, host: undefined } }, "smtp.host: is missing; it is required"],
    [{ smtp: { ...smtp, port: 0 } }, "smtp.port: 0 is out of range; write a whole number from 1 to 65535"],
    [
      { smtp: { ...smtp, from: "alerts" } },
      'smtp.from: "alerts" is not allowed; write an e-mail address such as "alerts@example.com"',
    ],
    [
      { smtp: { ...smtp, user: "alerts" } },
      'smtp.password: is missing beside user; write config.requireSecret("smtpPassword")',
    ],
    [{ smtp: { ...smtp, password: "s3cret" } }, "smtp.user: is missing beside password; write who logs in"],
    [
      { smtp: { ...smtp, user: "a", password: 7 } },
      "smtp.password: must be a text; write a text or, better, config.requireSecret(…)",
    ],
    [
      { smtp: { ...smtp, port: 465, tls: false } },
      "smtp.tls: is false, and port 465 is TLS from the start; write port: 25, or true",
    ],
    [{ smtp: { ...smtp, tls: "no" } }, 'smtp.tls: must be true or false, not "no"; write true or false'],
    [
      { notify: { critical: ["oncall"] } },
      'notify.critical[0]: is no e-mail address; write an e-mail address such as "oncall@example.com", or { slack: … }, { pagerduty: … } or { webhook: … }',
    ],
    [{ foundation: {} }, "foundation: is no foundation of this row; write new docker.Foundation(…), or leave it out"],
  ],
);

test("takes a container on the network, without a certificate, for a webhook", async () => {
  await plan(() => made({ notify: { critical: [{ webhook: "http://receiver:8080/hook" }] } }));
});

describe("secrets", () => {
  const secret = "s3cret-word";
  const secretive = (): void => {
    const told = pulumi.secret(secret);
    const channels = [
      { pagerduty: pulumi.secret("k".repeat(32)) },
      { webhook: pulumi.secret(`https://x.example/${secret}`) },
    ];
    const slack = [{ slack: { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" } }];
    made({
      notify: { critical: ["a@b.example", ...channels], warning: slack },
      smtp: { ...smtp, user: "alerts", password: told },
      slackToken: pulumi.secret(`xoxb-${secret}`),
      heartbeat: pulumi.secret(`https://x.example/${secret}`),
    });
  };

  test("are in no input in clear, also when they were given so", async () => {
    const plain = () => {
      made({
        notify: { critical: ["a@b.example", { webhook: `https://x.example/${secret}` }] },
        smtp: { ...smtp, user: "alerts", password: secret },
        slackToken: `xoxb-${secret}`,
      });
    };
    for (const program of [secretive, plain]) {
      const { resources } = await plan(program);
      expect(JSON.stringify(resources)).not.toContain(secret);
      expect(JSON.stringify(resources)).not.toContain("kkkkkkkk");
    }
  });

  test("stand in a volume, and not in the container's definition", async () => {
    const result = await plan(secretive);
    const { command, envs, uploads, mounts } = result.named("shop-alertmanager").inputs;
    expect(command).toContain("--config.file=/etc/daytwo/alertmanager.yml");
    expect([envs, uploads]).toEqual([undefined, undefined]);
    expect(mounts).toMatchObject([{ target: "/etc/daytwo", readOnly: true }, { target: "/alertmanager" }]);
  });
});

describe("the container", () => {
  test("is reached on the network alone, by a name that stays", async () => {
    const result = await plan(() => ({ address: made(valid, "shop-notifications").address }));
    const { ports, networksAdvanced, readOnly } = result.named("shop-notifications-alertmanager").inputs;
    expect([ports, readOnly]).toEqual([undefined, true]);
    expect(networksAdvanced).toMatchObject([{ aliases: ["shop-notifications"] }]);
    expect(result.outputs.address).toBe("shop-notifications:9093");
  });

  test("keeps what it told, protected in production", async () => {
    const protectedIn = async (environment: "production" | "staging") =>
      (await plan(() => made({ ...valid, environment }))).named("shop-data").protect;
    expect([await protectedIn("production"), await protectedIn("staging")]).toEqual([true, false]);
  });

  test("is reshaped, as are its files", async () => {
    const result = await plan(() =>
      made({
        ...valid,
        transform: {
          alertmanager: args => ({ ...args, memory: 128 }),
          files: { volume: args => ({ ...args, driver: "acme" }) },
        },
      }),
    );
    const memory = ({ inputs }: PlannedResource) => inputs.memory;
    expect(memory(result.named("shop-alertmanager"))).toBe(128);
    expect(result.named("shop-config-volume").inputs.driver).toBe("acme");
  });
});

test("says whom nobody tells, and what a person must still do", async () => {
  const slack = { slack: { workspace: "T07EA123LEP", channel: "C07EZ1ABC23" } };
  const result = await plan(() => {
    const { confirmations } = made({ notify: { critical: [slack] }, slackToken: "xoxb-1" });
    return { confirmations };
  });
  expect(result.diagnostics.map(({ message }) => message)).toEqual([
    "nobody is told of degradation, warning; give them channels in notify",
  ]);
  expect(result.outputs.confirmations).toEqual([
    'Slack channel C07EZ1ABC23: invite the app of slackToken to it with "/invite @…"',
  ]);
});
