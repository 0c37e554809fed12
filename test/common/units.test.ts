import fc from "fast-check";
import { type Duration, days, formatDuration, parseDuration, seconds } from "../../lib/common/duration";
import { formatSize, mebibytes, parseSize, type Size } from "../../lib/common/size";

describe("durations", () => {
  it.each([
    ["30 seconds", 30],
    ["1 minute", 60],
    ["15 minutes", 900],
    ["1.5 hours", 5_400],
    ["1 day", 86_400],
    ["8 weeks", 4_838_400],
  ] as [Duration, number][])("%s is %d seconds", (text, expected) => {
    expect(seconds(text)).toBe(expected);
  });

  it.each(["15", "minutes", "15minutes", "15 fortnights", "-1 day", "", "1 day "])("%j is none", text => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("rounds days up", () => {
    expect(days("25 hours")).toBe(2);
  });

  it("refuses what is no duration where the compiler did not look", () => {
    const text: string = "soon";
    expect(() => seconds(text as Duration)).toThrow('"soon" is no duration; write for example "15 minutes"');
  });

  it("reads back what it writes", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), count => seconds(formatDuration(count)) === count));
  });
});

describe("sizes", () => {
  it.each([
    ["512MiB", 512],
    ["1GiB", 1_024],
    ["0.5GiB", 512],
    ["2TiB", 2_097_152],
  ] as [Size, number][])("%s is %d MiB", (text, expected) => {
    expect(mebibytes(text)).toBe(expected);
  });

  it.each(["512", "1GB", "GiB", "1 GiB", ""])("%j is none", text => {
    expect(parseSize(text)).toBeUndefined();
  });

  it("reads back what it writes", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), count => mebibytes(formatSize(count)) === count));
  });
});
