import { longestGap } from "../../lib/target/interval";

const [HOUR, DAY] = [3_600, 86_400];

test.each([
  ["*/5 * * * *", 300],
  ["0 3 * * *", DAY],
  ["0 */6 * * *", 6 * HOUR],
  ["0 9-17 * * 1-5", 64 * HOUR],
  ["0 3 * * 0", 7 * DAY],
  ["0 3 1 * *", 31 * DAY],
  ["0 3 29 2 *", 2_921 * DAY],
])("the runs of %s are at most %d seconds apart", (schedule, seconds) => {
  expect(longestGap(schedule)).toBe(seconds);
});
