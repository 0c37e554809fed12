import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, type Measure, minutes } from "../../alerts/aws/alarm";
import type { CertificateDays } from "../index";

/** Alarms on a certificate that nothing renews. ACM renews its own 60 days before their end, when DNS still proves them. */
export function certificateAlarms(
  domain: string,
  arn: pulumi.Input<string>,
  { warning, critical }: Required<CertificateDays>,
): AlarmSpec[] {
  const subject = `${domain}-certificate`;
  const first = "see in AWS Certificate Manager why it is not renewed; mostly its DNS record for validation is gone.";
  const ends = (days: number) => `The certificate of ${domain} ends in less than ${days} days, or has ended.`;
  return [
    { subject, condition: "ends-soon", route: "warning", means: ends(warning), first, measure: daysLeft(arn, warning) },
    { subject, condition: "ends", route: "critical", means: ends(critical), first, measure: daysLeft(arn, critical) },
  ];
}

/** A metric of one point a day, which stops when the certificate has ended: then nothing is the worst. */
function daysLeft(arn: pulumi.Input<string>, threshold: number): Measure {
  return {
    namespace: "AWS/CertificateManager",
    metricName: "DaysToExpiry",
    dimensions: { CertificateArn: arn },
    statistic: "Minimum",
    period: 86_400,
    ...minutes(1),
    comparisonOperator: "LessThanThreshold",
    threshold,
    treatMissingData: "breaching",
  };
}
