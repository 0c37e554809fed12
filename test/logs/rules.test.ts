import { plan } from "daytwo/testing";
import { LogAggregation } from "../../lib/logs/aws";
import { Notifications } from "../../lib/notifications/aws";
import { refusal, testAnything, testRefusals } from "../support/mistakes";

const DAYS = 'write a duration from "1 day" to "3653 days", such as "1 day"';

testRefusals(
  mistake => new LogAggregation("shop", { sources: ["web"], ...mistake }),
  [
    [{ sources: undefined }, "sources: is missing; it is required"],
    [{ sources: [] }, "sources: has 0 entries; write at least 1"],
    [{ sources: Array.from({ length: 51 }, (_, i) => `s${i}`) }, "sources: has 51 entries; write at most 50"],
    [{ sources: ["web", "web"] }, 'sources[1]: "web" is there already, at [0]; name each source once'],
    [{ retention: "30" }, `retention: "30" is no duration; ${DAYS}`],
    [{ retention: "3654 days" }, `retention: "3654 days" is out of range; ${DAYS}`],
    [{ archive: true }, `archive: true is no duration; ${DAYS}`],
    [
      { archive: "20 days" },
      'archive: "20 days" is not longer than the retention of "30 days"; write a longer time, or false',
    ],
    [
      { redact: ["mail"] },
      'redact[0]: "mail" is not offered; write one of "email", "card-number", "access-key", "ip-address", "phone-number"',
    ],
    [{ redact: ["email", "email"] }, 'redact[1]: "email" is there already, at [0]; name each redaction once'],
    [{ pages: "no" }, 'pages: must be true or false, not "no"; write true or false'],
    [{ errorPattern: "" }, "errorPattern: must not be empty; write at most 1024 characters"],
    [{ errorThreshold: 0 }, "errorThreshold: 0 is out of range; write a whole number from 1 to 1000000"],
    [{ level: "verbose" }, 'level: "verbose" is not offered; write one of "debug", "info", "warn", "error"'],
    [
      { application: "my shop" },
      'application: "my shop" is not allowed; write at most 100 letters, digits, ".", "_" and "-", which log groups are named by',
    ],
    [
      { notifications: {} },
      "notifications: has no topics; write new aws.Notifications(…), or leave it out and write notify",
    ],
    [{ retentoin: "30 days" }, "retentoin: is no property; did you mean retention?"],
  ],
);

test("names all mistakes at once", async () => {
  const args = { sources: ["web"], retention: "1 hour" as const, errorThreshold: -1 };
  expect(await refusal(() => new LogAggregation("shop", args))).toBe(
    `shop: 2 mistakes\n  retention: "1 hour" is out of range; ${DAYS}\n  errorThreshold: -1 is out of range; write a whole number from 1 to 1000000`,
  );
});

testAnything(LogAggregation.check, [
  "sources",
  "retention",
  "archive",
  "redact",
  "errorPattern",
  "errorThreshold",
  "level",
  "notify",
]);

test("refuses a name that its children could not have", async () => {
  expect(await refusal(() => new LogAggregation("Shop", { sources: ["web"] }))).toBe(
    'Shop: name: "Shop" is not allowed; name it in at most 64 lower-case letters, digits and single hyphens between them',
  );
});

test("refuses channels beside notifications", async () => {
  const program = () => {
    const notifications = new Notifications("people");
    return new LogAggregation("shop", { sources: ["web"], notifications, notify: {} });
  };
  await expect(plan(program)).rejects.toThrow(
    "shop: notify: stands beside notifications, which has channels already; leave out one of the two",
  );
});
