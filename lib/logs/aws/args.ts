import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as kms from "@pulumi/aws/kms";
import type { Transforms } from "../../common/component";
import type { Notifications } from "../../notifications/aws";
import type { LogAggregationArgs as ContractArgs } from "../index";
import type { ArchiveArgs } from "./archive";

/** Every kind of child that the aggregation itself makes; its archive has its own. */
export interface LogAggregationChildren {
  key: kms.KeyArgs;
  group: cloudwatch.LogGroupArgs;
  redaction: cloudwatch.LogDataProtectionPolicyArgs;
  errorFilter: cloudwatch.LogMetricFilterArgs;
  errorAlarm: cloudwatch.MetricAlarmArgs;
  query: cloudwatch.QueryDefinitionArgs;
}

export interface LogAggregationArgs extends ContractArgs {
  notifications?: Notifications;
  /** Reshapes children, by kind; those of the archive under `archive`, those of its bucket under `archive.bucket`. @default - none */
  transform?: Transforms<LogAggregationChildren> & { archive?: ArchiveArgs["transform"] };
}
