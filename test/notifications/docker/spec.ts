import fc from "fast-check";
import type { AlertmanagerSpec } from "../../../lib/notifications/docker/config";
import type { KnownChannel } from "../../../lib/notifications/docker/receivers";

const lower = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const key = fc.stringMatching(/^[A-Za-z0-9]{32}$/);

const channel: fc.Arbitrary<KnownChannel> = fc.oneof(
  fc.record({ email: fc.stringMatching(/^[^\s@:/]{1,9}@[^\s@:/]{1,9}\.[^\s@:/]{1,9}$/) }),
  fc.record({ slack: fc.record({ channel: fc.stringMatching(/^[CG][A-Z0-9]{2,10}$/) }) }),
  fc.record({
    pagerduty: fc.oneof(
      key,
      key.map(each => `https://events.pagerduty.com/integration/${each}/enqueue`),
    ),
  }),
  fc.record({ webhook: fc.webUrl({ validSchemes: ["https"], withQueryParameters: true }) }),
);

const channels = fc.array(channel, { maxLength: 4 });

/** Whatever the checks let through. */
export const alertmanagerSpec: fc.Arbitrary<AlertmanagerSpec> = fc.record({
  channels: fc.record({ critical: channels, degradation: channels, warning: channels, daily: channels }),
  smtp: fc.oneof(
    fc.record({ host: lower, from: lower.map(name => `${name}@example.com`), tls: fc.boolean() }),
    fc.record({
      host: lower,
      port: fc.integer({ min: 1, max: 65_535 }),
      from: lower.map(name => `${name}@example.com`),
      user: fc.string({ minLength: 1 }),
      password: fc.string(),
    }),
  ),
  slackToken: fc.stringMatching(/^xoxb-[\w-]{1,30}$/),
  heartbeat: fc.option(fc.webUrl({ validSchemes: ["https"] }), { nil: undefined }),
});
