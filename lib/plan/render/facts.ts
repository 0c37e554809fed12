import type { PlannedResource, PlanValue, PlanValues } from "../model";
import { cut } from "./words";

/** Inputs that tell most about a resource, the most telling first. Any that another resource has too is as good. */
const TELLING = [
  "engine engineVersion instanceClass instanceType size sku tier vmSize nodeSize",
  "cpu memory memorySize desiredCount minCapacity maxCapacity minSize maxSize replicas allocatedStorage storageGb",
  "scheduleExpression schedule retentionInDays retentionPeriod rate",
  "domainName cidrBlock cidrIpv4 addressSpace availabilityZone region location port ipProtocol protocol type recordType",
  "runtime handler image imageTagMutability loadBalancerType internal multiAz publiclyAccessible storageEncrypted endpoint",
].flatMap(line => line.split(" "));

const MOST = 4;
const LONGEST = 40;

/** The few inputs of a resource that a reader wants to see at a glance. */
export function facts({ inputs }: PlannedResource): string[] {
  const single = TELLING.flatMap(key => fact(key, inputs[key]));
  return [...condition(inputs), ...ports(inputs), ...single].slice(0, MOST);
}

function fact(key: string, value: PlanValue | undefined): string[] {
  return isPlain(value) && value !== "" ? [`${key} ${cut(String(value), LONGEST)}`] : [];
}

const OPERATORS: Record<string, string> = {
  GreaterThanThreshold: ">",
  GreaterThanOrEqualToThreshold: "≥",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "≤",
};

/** An alarm in short: `> 80, 2 of 3 × 60 s`. */
function condition({ comparisonOperator, threshold, ...inputs }: PlanValues): string[] {
  const operator = OPERATORS[String(comparisonOperator)];
  if (!operator || !isPlain(threshold)) return [];
  const { evaluationPeriods, datapointsToAlarm } = inputs;
  const some = isPlain(datapointsToAlarm) && datapointsToAlarm !== evaluationPeriods;
  const points = some ? `${datapointsToAlarm} of ${evaluationPeriods}` : evaluationPeriods;
  const period = periodOf(inputs);
  return [`${operator} ${threshold}, ${points} × ${isPlain(period) ? `${period} s` : "period"}`];
}

/** The period of an alarm, or of the first metric that it is computed from. */
function periodOf({ period, metricQueries }: PlanValues): PlanValue | undefined {
  if (period !== undefined || !Array.isArray(metricQueries)) return period;
  const metrics = metricQueries.filter(isValues).map(({ metric }) => metric);
  return metrics.filter(isValues).find(metric => isPlain(metric.period))?.period;
}

function isValues(value: PlanValue | undefined): value is PlanValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A range of ports in short: `ports 80–443`. */
function ports({ fromPort, toPort }: PlanValues): string[] {
  if (!isPlain(fromPort) || !isPlain(toPort)) return [];
  return [fromPort === toPort ? `port ${fromPort}` : `ports ${fromPort}–${toPort}`];
}

function isPlain(value: PlanValue | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
