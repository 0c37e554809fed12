import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type { AlertThresholds } from "../../alerts/aws";
import type { Transform } from "../../common/component";
import type { AwsWatch } from "../../target/aws/watch";
import type { DashboardArgs } from "../index";

/** The kind of child that a dashboard has. */
export interface DashboardChildren {
  dashboard: cloudwatch.DashboardArgs;
}

export interface AwsDashboardArgs extends DashboardArgs {
  watch: AwsWatch;
  /** The alerts, whose states, limits and business metrics are shown. @default - none */
  alerts?: AlertThresholds;
  /**
   * Whether the newest error lines are listed, and the times of slow queries drawn. Each time that somebody opens the page,
   * CloudWatch Logs Insights searches the logs of the time that is shown, and bills by what it has read.
   *
   * @default true
   */
  logLines?: boolean;
  /**
   * Whether the month's charges are shown. CloudWatch has those of the whole account alone, and only where billing alerts
   * are turned on in the account's billing preferences.
   *
   * @default true
   */
  charges?: boolean;
  /** Reshapes the dashboard. @default - none */
  transform?: { dashboard?: Transform<cloudwatch.DashboardArgs> };
}
