import { Schedule } from "../../../images/steward/src/serve/schedule";

const at = (time: string) => new Date(`2026-03-${time}Z`);
const due = (expression: string, from: string, to: string) => new Schedule(expression).due(at(from), at(to));

test.each([
  ["nothing was due", "0 3 * * *", "01T03:00:00", "01T23:00:00", { start: false, missed: 0 }],
  ["one is due", "0 3 * * *", "01T02:59:58", "01T03:00:03", { start: true, missed: 0 }],
  ["one is a little late", "0 3 * * *", "01T02:00:00", "01T03:04:59", { start: true, missed: 0 }],
  ["one is too late", "0 3 * * *", "01T02:00:00", "01T03:05:01", { start: false, missed: 1 }],
  ["many were due, the newest is young", "*/10 * * * *", "01T00:00:00", "01T01:02:00", { start: true, missed: 5 }],
  ["a clock that was set back", "0 3 * * *", "02T00:00:00", "01T04:00:00", { start: false, missed: 0 }],
  ["what is older than a week is not counted", "0 3 * * *", "01T00:00:00", "20T02:00:00", { start: false, missed: 7 }],
])("%s", (_, expression, from, to, expected) => {
  expect(due(expression, from, to)).toEqual(expected);
});

test.each([
  ["* * * * *", 60],
  ["0 3 * * *", 86_400],
  ["0 3 * * 1-5", 3 * 86_400],
  ["0 3 1 * *", 31 * 86_400],
])("the longest pause of %s is %d seconds", (expression, expected) => {
  expect(new Schedule(expression).longestPause(at("01T00:00:00"))).toBe(expected);
});
