import type { PlannedResource, PlanValue } from "../model";
import { cut, valueText } from "./words";

/** Inputs that tell most about a resource, the most telling first. Any that another resource has too is as good. */
const TELLING = [
  "engine engineVersion instanceClass instanceType size sku tier vmSize nodeSize",
  "cpu memory memorySize desiredCount minCapacity maxCapacity minSize maxSize replicas allocatedStorage storageGb",
  "comparisonOperator threshold evaluationPeriods period metricName",
  "scheduleExpression schedule retentionInDays retentionPeriod rate",
  "domainName cidrBlock cidrIpv4 addressSpace availabilityZone region location port fromPort toPort ipProtocol protocol type recordType",
  "runtime handler image imageTagMutability loadBalancerType internal multiAz publiclyAccessible storageEncrypted endpoint",
].flatMap(line => line.split(" "));

const MOST = 4;
const LONGEST = 40;

/** The few inputs of a resource that a reader wants to see at a glance. */
export function facts({ inputs }: PlannedResource): string[] {
  return TELLING.flatMap(key => fact(key, inputs[key])).slice(0, MOST);
}

function fact(key: string, value: PlanValue | undefined): string[] {
  const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return plain && value !== "" ? [`${key} ${cut(valueText(value), LONGEST)}`] : [];
}
