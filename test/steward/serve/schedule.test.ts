import { Schedule } from "../../../images/steward/src/serve/schedule";

const at = (time: string) => new Date(`2026-03-${time}Z`);
const due = (expression: string, from: string, to: string) => new Schedule(expression).due(at(from), at(to));

test.each([
  ["nothing was due", "0 3 * * *", "01T03:00:00", "01T23:00:00", { late: false, missed: 0 }],
  ["one is due", "0 3 * * *", "01T02:59:58", "01T03:00:03", { newest: "01T03:00:00", late: false, missed: 0 }],
  [
    "one is a little late",
    "0 3 * * *",
    "01T02:00:00",
    "01T03:04:59",
    { newest: "01T03:00:00", late: false, missed: 0 },
  ],
  ["one is late", "0 3 * * *", "01T02:00:00", "01T03:05:01", { newest: "01T03:00:00", late: true, missed: 0 }],
  [
    "of many the newest counts",
    "*/10 * * * *",
    "01T00:00:00",
    "01T01:02:00",
    { newest: "01T01:00:00", late: false, missed: 5 },
  ],
  ["a clock that was set back", "0 3 * * *", "02T00:00:00", "01T04:00:00", { late: false, missed: 0 }],
  [
    "what is older than a week is not counted",
    "0 3 * * *",
    "01T00:00:00",
    "20T02:00:00",
    { newest: "19T03:00:00", late: true, missed: 6 },
  ],
  [
    "but where it is the newest",
    "0 3 2 * *",
    "01T00:00:00",
    "20T02:00:00",
    { newest: "02T03:00:00", late: true, missed: 0 },
  ],
])("%s", (_, expression, from, to, { newest, ...expected }: { newest?: string; late: boolean; missed: number }) => {
  expect(due(expression, from, to)).toEqual({ newest: newest === undefined ? undefined : at(newest), ...expected });
});

test.each([
  ["* * * * *", 60],
  ["0 3 * * *", 86_400],
  ["0 3 * * 1-5", 3 * 86_400],
  ["0 3 1 * *", 31 * 86_400],
])("the longest pause of %s is %d seconds", (expression, expected) => {
  expect(new Schedule(expression).longestPause(at("01T00:00:00"))).toBe(expected);
});
