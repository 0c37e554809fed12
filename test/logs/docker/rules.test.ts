import { LogAggregation } from "../../../lib/logs/docker";
import { refusal, testAnything, testRefusals } from "../../support/mistakes";

const KEYS = { accessKeyId: "a", secretAccessKey: "s" };

testRefusals(
  mistake => new LogAggregation("shop", { sources: ["web"], ...mistake }),
  [
    [
      { redactPatterns: ["("] },
      "redactPatterns[0]: is no regular expression; write one of JavaScript's, without slashes around it",
    ],
    [
      { redactPatterns: [""] },
      "redactPatterns[0]: must not be empty; write a regular expression, without slashes around it",
    ],
    [
      { redactPatterns: ["x*"] },
      "redactPatterns[0]: also fits an empty text; write one that needs at least one character",
    ],
    [
      { redactPatterns: ["a(?!b)"] },
      "redactPatterns[0]: looks ahead or behind, which takes too long on some lines; write it without",
    ],
    [
      { redactPatterns: ["(a)\\1"] },
      "redactPatterns[0]: refers back to a group, which takes too long on some lines; write it without",
    ],
    [{ redactPatterns: ["x".repeat(201)] }, "redactPatterns[0]: has 201 characters; write at most 200"],
    [{ redactPatterns: Array(21).fill("x") }, "redactPatterns: has 21 entries; write at most 20"],
    [{ redactPatterns: "x" }, 'redactPatterns: must be a list, not "x"; write [ … ]'],
    [
      { errorPattern: "[" },
      "errorPattern: is no regular expression; write one of JavaScript's, without slashes around it",
    ],
    [{ errorPattern: "x".repeat(1_025) }, "errorPattern: has 1025 characters; write at most 1024"],
    [{ delivery: "fast" }, 'delivery: "fast" is not offered; write one of "acknowledged", "at-once"'],
    [{ port: 0 }, "port: 0 is out of range; write a whole number from 1 to 65535"],
    [
      { archiveTo: {} },
      "archiveTo.bucket: is missing; it is required",
      "archiveTo.accessKeyId: is missing; it is required",
      "archiveTo.secretAccessKey: is missing; it is required",
    ],
    [
      { archiveTo: { ...KEYS, bucket: "B" } },
      'archiveTo.bucket: "B" is not allowed; write the name of a bucket, such as "shop-archive"',
    ],
    [
      { archiveTo: { ...KEYS, bucket: "logs", endpoint: "s3" } },
      'archiveTo.endpoint: "s3" is not allowed; write the server\'s address, such as "https://s3.example.com"',
    ],
    [
      { archiveTo: { ...KEYS, bucket: "logs", prefix: "/x" } },
      'archiveTo.prefix: "/x" is not allowed; write a path without slashes around it, such as "shop/logs"',
    ],
    [
      { archiveTo: { ...KEYS, bucket: "logs", secretAccessKey: 7 } },
      "archiveTo.secretAccessKey: must be a text; write a text or, better, config.requireSecret(…)",
    ],
    [
      { notifications: {} },
      "notifications: is none of this row; write new docker.Notifications(…), or leave it out and write notify",
    ],
    [{ foundation: {} }, "foundation: is no foundation of this row; write new docker.Foundation(…), or leave it out"],
    [
      { retention: "1 hour" },
      'retention: "1 hour" is out of range; write a duration from "1 day" to "3653 days", such as "1 day"',
    ],
    [{ redactPattern: [] }, "redactPattern: is no property; did you mean redactPatterns?"],
  ],
);

test("refuses a place for an archive that there is not to be", async () => {
  expect(
    await refusal(
      () => new LogAggregation("shop", { sources: ["web"], archive: false, archiveTo: { ...KEYS, bucket: "logs" } }),
    ),
  ).toBe("shop: archiveTo: stands beside archive: false; leave out one of the two");
});

testAnything(LogAggregation.check, [
  "sources",
  "redactPatterns",
  "errorPattern",
  "delivery",
  "port",
  "archiveTo",
  "archive",
  "notify",
]);
