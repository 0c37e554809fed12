import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Notifications } from "../../lib/notifications/aws";
import { refusal, testRefusals } from "../support/mistakes";

const valid = { notify: { critical: ["oncall@example.com"] } };

const CHANNELS =
  'write an e-mail address such as "oncall@example.com", or { slack: … }, { pagerduty: … } or { webhook: … }';
const PAGERDUTY =
  'is no integration of PagerDuty; write its URL, "https://events.pagerduty.com/integration/…/enqueue", or its key of 32 letters and digits';
const WEBHOOK = 'is no HTTPS address; write one such as "https://hooks.example.com/alerts"';

function slack(workspace: unknown, channel: unknown) {
  return { notify: { critical: [{ slack: { workspace, channel } }] } };
}

testRefusals(
  mistake => new Notifications("shop", { ...valid, ...mistake }),
  [
    [{ notify: [] }, "notify: must be an object, not a list; write { … }"],
    [{ notify: { critcal: [] } }, "notify.critcal: is no property; did you mean critical?"],
    [{ notify: { daily: "a@b.example" } }, 'notify.daily: must be a list, not "a@b.example"; write [ … ]'],
    [{ notify: { warning: ["oncall"] } }, `notify.warning[0]: is no e-mail address; ${CHANNELS}`],
    [
      { notify: { warning: ["https://hooks.example.com/s3cret"] } },
      `notify.warning[0]: is no e-mail address; ${CHANNELS}`,
    ],
    [{ notify: { warning: [{ email: "oncall" }] } }, `notify.warning[0].email: is no e-mail address; ${CHANNELS}`],
    [{ notify: { warning: [7] } }, `notify.warning[0]: is no channel; ${CHANNELS}`],
    [{ notify: { warning: [{ sms: "+49" }] } }, `notify.warning[0]: is no channel; ${CHANNELS}`],
    [
      { notify: { warning: [{ email: "a@b.example", webhook: "https://c.example" }] } },
      "notify.warning[0].webhook: is no property; write one of email",
    ],
    [
      { notify: { critical: ["a@b.example", "a@b.example"] } },
      "notify.critical[1]: stands twice in the list; leave it once",
    ],
    [
      slack("acme", "C07EZ1ABC23"),
      'notify.critical[0].slack.workspace: "acme" is not allowed; write the workspace\'s id, such as "T07EA123LEP"',
    ],
    [
      slack("T07EA123LEP", "#alerts"),
      'notify.critical[0].slack.channel: "#alerts" is not allowed; write the channel\'s id, not its name, such as "C07EZ1ABC23"',
    ],
    [slack("T07EA123LEP", undefined), "notify.critical[0].slack.channel: is missing; it is required"],
    [{ notify: { critical: [{ pagerduty: "tooshort" }] } }, `notify.critical[0].pagerduty: ${PAGERDUTY}`],
    [{ notify: { critical: [{ pagerduty: "https://evil.example/x" }] } }, `notify.critical[0].pagerduty: ${PAGERDUTY}`],
    [{ notify: { critical: [{ webhook: "http://hooks.example.com" }] } }, `notify.critical[0].webhook: ${WEBHOOK}`],
    [{ notify: { critical: [{ webhook: "https://" }] } }, `notify.critical[0].webhook: ${WEBHOOK}`],
    [{ edge: "no" }, 'edge: must be true or false, not "no"; write true or false'],
    [{ environment: "dev" }, 'environment: "dev" is not offered; write one of "staging", "production"'],
  ],
);

test("tells all mistakes at once", async () => {
  const notify = { critical: ["oncall"], warning: [{ webhook: "http://hooks.example.com" }] };
  expect(await refusal(() => new Notifications("shop", { notify }))).toBe(
    [
      "shop: 2 mistakes",
      `  notify.critical[0]: is no e-mail address; ${CHANNELS}`,
      `  notify.warning[0].webhook: ${WEBHOOK}`,
    ].join("\n"),
  );
});

test.each(["https://hooks.example.com/s3cret", "http://hooks.example.com/s3cret", "s3cret"])(
  "never shows %s, which may be a secret",
  async secret => {
    for (const channel of [secret, { webhook: secret }, { pagerduty: secret }, { email: secret }]) {
      const refused = refusal(() => new Notifications("shop", { notify: { critical: [channel, "oncall"] } }));
      expect(await refused).not.toContain("s3cret");
    }
  },
);

test("looks at an address that is known only later once it is known, and does not show it", async () => {
  const webhook = pulumi.secret(pulumi.output(Promise.resolve("http://s3cret.example.com")));
  const planned = plan(() => new Notifications("shop", { notify: { critical: [{ webhook }] } }));
  await expect(planned).rejects.toThrow(`shop: notify.critical[0].webhook: ${WEBHOOK}`);
});
