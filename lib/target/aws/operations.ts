import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "../../common/records";
import { DEFAULT_PATTERN } from "../../logs/aws/errors";
import type { TargetDetails } from "../../operations/aws/details";
import type { Front } from "./front";
import type { Job } from "./job";
import type { Place } from "./place";
import type { Service } from "./service";

/** What a target runs, and where. */
interface Parts {
  services: Record<string, Service>;
  jobs: Record<string, Job>;
  place: Place;
  front: Front | undefined;
}

/** What the operations must know of a target. */
export function targetDetails(
  { services, jobs, place, front }: Parts,
  parent: pulumi.Resource,
): pulumi.Output<TargetDetails> {
  const balancer = front && { arnSuffix: front.loadBalancer.arnSuffix, shared: front.shared };
  return pulumi.output({
    region: getRegionOutput({}, { parent }).region,
    cluster: place.cluster.arn,
    services: mapValues(services, ({ details }) => details),
    jobs: mapValues(jobs, ({ details }) => details),
    ...(balancer && { balancer }),
    errorPattern: place.logs?.errorPattern ?? DEFAULT_PATTERN,
  });
}
