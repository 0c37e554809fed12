import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { fit } from "../../common/names";

/** Longest name of a dashboard, of letters, digits, "-" and "_" (Amazon CloudWatch API reference, PutDashboard). */
const LIMIT = 255;

/**
 * Dashboards get no name from Pulumi; they are the account's, in all Regions, and one that has the name already would be
 * written over. Where a name loses characters that CloudWatch does not take, it is closed with a digest of the whole.
 */
export function dashboardName(component: string): string {
  const whole = `${pulumi.getProject()}-${pulumi.getStack()}-${component}`;
  const plain = whole.replaceAll(/[^\w-]/g, "-");
  if (plain === whole) return fit(whole, LIMIT);
  return fit(`${plain}-${createHash("sha256").update(whole).digest("hex").slice(0, 6)}`, LIMIT);
}

/** Where each partition has its console. */
const CONSOLES: Record<string, string> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};

/** The dashboard's page in the console. */
export function consoleUrl(partition: string, region: string, name: string): string {
  const host = CONSOLES[partition] ?? CONSOLES.aws;
  return `https://${host}/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
}
