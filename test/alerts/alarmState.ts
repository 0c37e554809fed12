import type { PlannedResource, PlanValue } from "daytwo/testing";
import { evaluate, type Reading, type Series } from "./metricMath";

/** CloudWatch looks this many points further back than an alarm's periods, to have enough in spite of gaps. */
const FURTHER_BACK = 2;

/** Both readings of what AWS's guide leaves open: an alarm must come out the same under either. */
export const READINGS: Reading[] = [{ fillsEmpty: true }, { fillsEmpty: false }];

/** Whether a planned alarm would be in ALARM, the newest points being last; metrics stand by their ids. */
export function alarms({ inputs }: PlannedResource, metrics: Record<string, Series>): boolean {
  const states = READINGS.map(reading => inAlarm(inputs, judged(inputs.metricQueries, metrics, reading)));
  const [first = false] = states;
  if (states.some(state => state !== first)) throw new Error("it depends on whether FILL fills an empty metric");
  return first;
}

function judged(queries: PlanValue | undefined, metrics: Record<string, Series>, reading: Reading): Series {
  let series: Record<string, Series> = { ...metrics };
  let last: Series = [];
  for (const query of Array.isArray(queries) ? queries : []) {
    if (!isRecord(query) || typeof query.expression !== "string") continue;
    last = evaluate(query.expression, series, reading);
    series = { ...series, [String(query.id)]: last };
  }
  return last;
}

/**
 * The state of an alarm, as "How alarm state is evaluated when data is missing" in AWS's user guide has it: points that are
 * there count first, however old in the range; only what is still lacking is taken as the alarm says of missing data.
 */
export function inAlarm(inputs: PlannedResource["inputs"], points: Series): boolean {
  const periods = Number(inputs.evaluationPeriods);
  const needed = Number(inputs.datapointsToAlarm ?? periods);
  const range = points.slice(-(periods + FURTHER_BACK));
  const existing = range.filter(point => point !== null).slice(-periods);
  const missing = inputs.treatMissingData === "breaching" ? periods - existing.length : 0;
  return existing.filter(point => breaches(inputs, point)).length + missing >= needed;
}

function breaches({ comparisonOperator, threshold }: PlannedResource["inputs"], point: number): boolean {
  const limit = Number(threshold);
  if (comparisonOperator === "GreaterThanThreshold") return point > limit;
  if (comparisonOperator === "LessThanThreshold") return point < limit;
  throw new Error(`no comparison ${comparisonOperator}`);
}

function isRecord(value: PlanValue): value is { [key: string]: PlanValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
