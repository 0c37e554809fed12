import { inAlarm } from "./alarmState";
import { evaluate, type Series } from "./metricMath";

// The examples of AWS's user guide: they hold the tools of these tests to CloudWatch.
const filling = { fillsEmpty: true };
const _ = null;

test.each<[expression: string, result: Series]>([
  ["metric1 < metric2", [0, 0, 1, 0]],
  ["metric1 >= 30", [1, 0, 0, 0]],
  ["metric1 > 15 AND metric2 > 15", [1, 0, 0, 0]],
  ["metric1 + metric2", [50, 20, 20, 0]],
  ["metric1 / metric2", [1.5, _, 0, _]],
  ["FILL(metric2, 7)", [20, 7, 20, 7]],
  ["SUM([metric1, metric2])", [50, 20, 20, 0]],
  ["MAX([metric1, metric2])", [30, 20, 20, 0]],
  ["(metric1 + 10) * 2", [80, 60, 20, 20]],
])("%s", (expression, result) => {
  expect(evaluate(expression, { metric1: [30, 20, 0, 0], metric2: [20, _, 20, _] }, filling)).toEqual(result);
});

test.each<[expression: string, result: Series]>([
  ["IF(metric1, metric2, metric3)", [30, 0, 20, _, _]],
  ["IF(metric1, 5, metric3)", [5, 5, 20, _, _]],
  ["IF(metric1, metric2, 5)", [30, 0, 5, 5, _]],
])("%s", (expression, result) => {
  const series = { metric1: [1, 1, 0, 0, _], metric2: [30, _, 0, 0, 30], metric3: [0, 0, 20, _, 20] };
  expect(evaluate(expression, series, filling)).toEqual(result);
});

// The guide's tables: 3 of 3, then 2 of 3; X breaches, 0 does not, - is missing.
test.each<[needed: number, points: string, breaching: boolean, notBreaching: boolean]>([
  [3, "0 - X - X", false, false],
  [3, "- - - - -", true, false],
  [3, "0 X X - X", true, true],
  [3, "- - - - X", true, false],
  [2, "0 - X - X", true, true],
  [2, "0 0 X 0 X", true, true],
  [2, "0 - X - -", true, false],
  [2, "- - - - 0", true, false],
  [2, "- - - - X", true, false],
])("%d of 3 over %s", (needed, points, breaching, notBreaching) => {
  const series = points.split(" ").map(point => (point === "-" ? null : point === "X" ? 1 : 0));
  const alarm = {
    evaluationPeriods: 3,
    datapointsToAlarm: needed,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
  };
  expect(inAlarm({ ...alarm, treatMissingData: "breaching" }, series)).toBe(breaching);
  expect(inAlarm({ ...alarm, treatMissingData: "notBreaching" }, series)).toBe(notBreaching);
});
