import { HealthCheckAlarms } from "../../lib/health/aws";
import { watch } from "../alerts/watched";
import { refusal, testRefusals } from "../support/mistakes";

const REGIONS =
  'write one of "us-east-1", "us-west-1", "us-west-2", "eu-west-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "sa-east-1"';

testRefusals(
  mistake => new HealthCheckAlarms("shop", { watch, ...mistake }),
  [
    [{ interval: 60 }, 'interval: 60 is no duration; write a duration from "1 second" to "1 hour", such as "1 second"'],
    [
      { interval: "2 hours" },
      'interval: "2 hours" is out of range; write a duration from "1 second" to "1 hour", such as "1 second"',
    ],
    [
      { interval: true },
      'interval: true is no duration; write a duration from "1 second" to "1 hour", such as "1 second"',
    ],
    [
      { timeout: "1 minute" },
      'timeout: "1 minute" is out of range; write a duration from "1 second" to "30 seconds", such as "1 second"',
    ],
    [{ regions: ["us-east-1", "eu-west-1"] }, "regions: has 2 entries; write at least 3"],
    [{ regions: ["us-east-1", "eu-west-1", "eu-central-1"] }, `regions[2]: "eu-central-1" is not offered; ${REGIONS}`],
    [
      { regions: ["us-east-1", "us-east-1", "eu-west-1"] },
      'regions[1]: "us-east-1" is there already, at [0]; name each region once',
    ],
    [
      { timeout: "1.5 seconds" },
      'timeout: "1.5 seconds" is no whole number of seconds; write a duration from "1 second" to "30 seconds", such as "1 second"',
    ],
    [{ certificate: { warning: 91 } }, "certificate.warning: 91 is out of range; write a whole number from 1 to 90"],
    [{ certificate: { critical: 0 } }, "certificate.critical: 0 is out of range; write a whole number from 1 to 90"],
    [{ certificate: { warning: 5 } }, "certificate.warning: 5 is not more than critical, 7; write more days"],
    [{ certificate: { critical: 30 } }, "certificate.warning: 30 is not more than critical, 30; write more days"],
    [{ certificate: true }, "certificate: must be an object, not true; write { … }"],
    [{ pages: "yes" }, 'pages: must be true or false, not "yes"; write true or false'],
    [
      { runtimeVersion: "syn-python-selenium-1.0" },
      'runtimeVersion: "syn-python-selenium-1.0" is not allowed; write a runtime for Node.js, such as "syn-nodejs-5.4"',
    ],
    [{ watch: undefined }, "watch: is missing; it is required"],
    [
      { notify: { critical: [] }, notifications: { topics: {} } },
      "notify: stands beside notifications, which has channels already; leave out one of the two",
    ],
    [
      { notifications: "shop" },
      "notifications: has no topics; write new aws.Notifications(…), or leave it out and write notify",
    ],
    [{ intervall: "1 minute" }, "intervall: is no property; did you mean interval?"],
  ],
);

test("refuses a name that canaries and buckets could not have", async () => {
  expect(await refusal(() => new HealthCheckAlarms("Shop", { watch }))).toBe(
    'Shop: name: "Shop" is not allowed; name it in at most 64 lower-case letters, digits and single hyphens between them',
  );
});

test("tells all mistakes at once", async () => {
  const mistaken: object = { regions: [], pages: 1 };
  expect(await refusal(() => new HealthCheckAlarms("shop", { watch, ...mistaken }))).toBe(
    [
      "shop: 2 mistakes",
      "  regions: has 0 entries; write at least 3",
      "  pages: must be true or false, not 1; write true or false",
    ].join("\n"),
  );
});
