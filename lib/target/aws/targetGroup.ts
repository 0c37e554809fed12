import type * as lb from "@pulumi/aws/lb";
import { seconds } from "../../common/duration";
import { DRAIN_SECONDS, healthOf } from "../defaults";
import type { ServiceArgs } from "../spec";
import type { Place } from "./place";

/** A group of a service's tasks, of which the balancer asks each whether it can serve. */
export function targetGroupArgs(service: ServiceArgs, { network, tags }: Place): lb.TargetGroupArgs {
  const { path, interval, timeout, healthyAfter, unhealthyAfter } = healthOf(service);
  return {
    vpcId: network.vpcId,
    // Only a default, since ECS registers each task with its own port; were it the service's, a new port would need new
    // groups, which the rule that ECS moves does not follow.
    port: 80,
    protocol: "HTTP",
    targetType: "ip",
    deregistrationDelay: DRAIN_SECONDS,
    healthCheck: {
      path,
      interval: seconds(interval),
      timeout: seconds(timeout),
      healthyThreshold: healthyAfter,
      unhealthyThreshold: unhealthyAfter,
      matcher: "200-399",
    },
    tags,
  };
}
