import type { TargetGroupTuple } from "@aws-sdk/client-elastic-load-balancing-v2";
import { PlainError } from "../../common/errors";
import type { Group, TrafficShare } from "../index";
import type { FrontDetails } from "./details";
import { frontsOf } from "./maintenance";
import type { System } from "./system";

const GROUPS: readonly Group[] = ["blue", "green"];

/** Which part of a service's requests each of its groups gets, and how many healthy targets it has. */
export async function trafficOf(system: System, service: string): Promise<TrafficShare[]> {
  const front = frontOf(system, service);
  const weights = await weightsOf(system, service, front);
  const total = weights.reduce((sum, { Weight = 0 }) => sum + Weight, 0);
  return Promise.all(
    front.targetGroups.map(async (arn, index) => {
      const { Weight = 0 } = weights.find(({ TargetGroupArn }) => TargetGroupArn === arn) ?? {};
      const percent = total === 0 ? 0 : Math.round((1_000 * Weight) / total) / 10;
      return { group: GROUPS[index] ?? "green", percent, healthy: await healthyIn(system, arn) };
    }),
  );
}

/**
 * Moves a part of a service's requests to one of its two groups, and the rest to the other. ECS does so by itself at each
 * rollout, and rolls back one that finds both groups with requests.
 *
 * @throws PlainError where a group that is to get requests has nobody who is healthy to answer them
 */
export async function shiftTraffic(
  system: System,
  service: string,
  to: Group,
  percent: number,
): Promise<TrafficShare[]> {
  const front = frontOf(system, service);
  if (front.targetGroups.length < 2)
    throw new PlainError(
      `${service}: is rolling, and all requests go to one group; write rollout: { strategy: "blue-green" } for two`,
    );
  const before = await trafficOf(system, service);
  const wanted = before.map(share => ({ ...share, percent: share.group === to ? percent : 100 - percent }));
  const idle = wanted.find(share => share.percent > 0 && share.healthy === 0);
  if (idle) throw new PlainError(`${service}: the ${idle.group} group has no healthy target; nothing was moved`);
  await system.clients.elb().modifyRule({
    RuleArn: front.rule,
    Actions: [{ Type: "forward", ForwardConfig: { TargetGroups: tuples(front, wanted) } }],
  });
  return wanted;
}

function tuples({ targetGroups }: FrontDetails, shares: readonly TrafficShare[]): TargetGroupTuple[] {
  return targetGroups.map((TargetGroupArn, index) => ({ TargetGroupArn, Weight: shares[index]?.percent ?? 0 }));
}

function frontOf(system: System, service: string): FrontDetails {
  const [[, front] = []] = frontsOf(system, service);
  if (!front) throw new PlainError(`no requests reach "${service}"`);
  return front;
}

async function weightsOf(system: System, service: string, { rule }: FrontDetails): Promise<TargetGroupTuple[]> {
  const { Rules = [] } = await system.clients.elb().describeRules({ RuleArns: [rule] });
  const forward = Rules[0]?.Actions?.find(({ Type }) => Type === "forward");
  const groups = forward?.ForwardConfig?.TargetGroups;
  if (groups) return groups;
  if (forward?.TargetGroupArn) return [{ TargetGroupArn: forward.TargetGroupArn, Weight: 1 }];
  throw new PlainError(`${service}: its listener rule sends requests nowhere; run pulumi up`);
}

async function healthyIn(system: System, TargetGroupArn: string): Promise<number> {
  const { TargetHealthDescriptions = [] } = await system.clients.elb().describeTargetHealth({ TargetGroupArn });
  return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === "healthy").length;
}
