import * as appautoscaling from "@pulumi/aws/appautoscaling";
import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import type { CompleteScale } from "../defaults";
import type { Place } from "./place";
import type { TargetGroupPair } from "./traffic";

/** Every kind of child that a scaling has. */
export interface ScalingChildren {
  target: appautoscaling.TargetArgs;
  cpu: appautoscaling.PolicyArgs;
  memory: appautoscaling.PolicyArgs;
  requests: appautoscaling.PolicyArgs;
}

export interface ScalingArgs {
  service: ecs.Service;
  scale: CompleteScale;
  /** What requests are counted on; absent for a worker. */
  requestsOn?: { loadBalancer: pulumi.Input<string>; targetGroups: TargetGroupPair } | undefined;
  place: Place;
}

type Tracking = appautoscaling.PolicyArgs["targetTrackingScalingPolicyConfiguration"];

/** Target tracking: instances between min and max, so that CPU, memory and requests stay near their targets. */
export class Scaling extends Component<ScalingChildren> {
  private readonly target: appautoscaling.Target;

  constructor(name: string, args: ScalingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:Scaling", name, { transform: args.place.transform?.scaling }, opts);
    const { scale, requestsOn } = args;
    this.target = this.makeTarget(args);
    this.track("cpu", utilization("CPU", scale.cpu));
    this.track("memory", utilization("Memory", scale.memory));
    if (requestsOn && scale.requests !== undefined)
      this.track("requests", requests(requestsOn.targetGroups, requestsOn.loadBalancer, scale.requests));
    this.registerOutputs({});
  }

  private makeTarget({ service, scale, place }: ScalingArgs): appautoscaling.Target {
    return this.child("target", appautoscaling.Target, {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${place.cluster.name}/${service.name}`,
      minCapacity: scale.min,
      maxCapacity: scale.max,
      tags: place.tags,
    });
  }

  private track(kind: "cpu" | "memory" | "requests", targetTrackingScalingPolicyConfiguration: Tracking): void {
    const { serviceNamespace, scalableDimension, resourceId } = this.target;
    const scalable = { serviceNamespace, scalableDimension, resourceId };
    this.child(kind, appautoscaling.Policy, {
      ...scalable,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration,
    });
  }
}

/** Seconds between two changes: quick to grow, slow to shrink, so that a short dip in traffic costs no instance. */
const COOLDOWN = { scaleOutCooldown: 60, scaleInCooldown: 300 };

function utilization(metric: "CPU" | "Memory", targetValue: number): Tracking {
  const predefinedMetricType = `ECSServiceAverage${metric}Utilization`;
  return { ...COOLDOWN, targetValue, predefinedMetricSpecification: { predefinedMetricType } };
}

/**
 * Requests a minute and instance. With a blue-green pair the traffic is now at the one, now at the other group: the sum
 * over both is tracked, which the predefined metric cannot say.
 */
function requests(groups: TargetGroupPair, loadBalancer: pulumi.Input<string>, targetValue: number): Tracking {
  const metrics = groups.map((group, index) => ({
    id: `m${index}`,
    returnData: false,
    metricStat: {
      stat: "Sum",
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [
          { name: "LoadBalancer", value: loadBalancer },
          { name: "TargetGroup", value: group.arnSuffix },
        ],
      },
    },
  }));
  const expression = metrics.map(({ id }) => `FILL(${id},0)`).join("+");
  const load = { id: "load", expression, label: "requests a minute and instance", returnData: true };
  return { ...COOLDOWN, targetValue, customizedMetricSpecification: { metrics: [...metrics, load] } };
}
