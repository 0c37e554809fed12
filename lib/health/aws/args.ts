import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as route53 from "@pulumi/aws/route53";
import type { CompositeChildren } from "../../alerts/aws/composite";
import type { Transform, Transforms } from "../../common/component";
import type { AwsWatch } from "../../target/aws/watch";
import type { HealthCheckAlarmsArgs } from "../index";
import type { CanariesChildren } from "./canaries";

/** The kinds of child that health-check alarms have themselves; their parts have their own. */
export interface HealthChildren {
  alarm: cloudwatch.MetricAlarmArgs;
  healthCheck: route53.HealthCheckArgs;
}

export interface AwsHealthCheckAlarmsArgs extends HealthCheckAlarmsArgs {
  watch: AwsWatch;
  /**
   * The regions that Route 53 checks from: at least three of us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1,
   * ap-southeast-2, ap-northeast-1 and sa-east-1.
   *
   * @default - us-east-1, eu-west-1 and ap-southeast-1
   */
  regions?: string[];
  /** The runtime of the canaries. AWS retires them one by one. @default "syn-nodejs-5.4" */
  runtimeVersion?: string;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    alarm?: Transform<cloudwatch.MetricAlarmArgs>;
    healthCheck?: Transform<route53.HealthCheckArgs>;
    canaries?: Transforms<CanariesChildren>;
    composite?: Transforms<CompositeChildren>;
  };
}
