import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../common/aws/policy";
import { mapValues } from "../../common/records";
import type { StewardJob } from "../../steward/aws/job";
import { READ_METRICS } from "../../steward/aws/overdue";
import type { CloudWatchFigure, CloudWatchMetric, CloudWatchSummarySpec } from "../../steward/cloudwatch";
import type { Variable } from "../../steward/variables";
import type { AwsWatch } from "../../target/aws/watch";
import type { AwsDailySummary, BusinessMetric } from "./args";
import type { Metric } from "./math";
import { type Counted, counts, measured } from "./requests";
import { shareOf } from "./share";

type Told<Spec> = Variable<Spec, pulumi.Input<string>>;

/** The job that writes the daily summary: what users met at the load balancer, and the metrics of the business. */
export function summaryJob(
  { schedule, topic, metrics }: AwsDailySummary,
  watch: AwsWatch,
  { title, region }: { title: string; region: pulumi.Input<string> },
): StewardJob {
  const figures = [...requestFigures(watch), ...metrics.map(businessFigure)];
  const spec: Told<CloudWatchSummarySpec> = { title, region, figures, topic: { region, arn: topic } };
  const rights = [READ_METRICS, ...publishTo(topic, region)];
  return { verb: "cloudwatch-summary", spec, schedule, rights, severity: "warning" };
}

/** The topic is encrypted: a key may be used for what goes through SNS, which is what goes to this topic. */
function publishTo(topic: pulumi.Input<string>, region: pulumi.Input<string>): Statement[] {
  const Condition = { StringEquals: { "kms:ViaService": pulumi.interpolate`sns.${region}.amazonaws.com` } };
  return [
    { Effect: "Allow", Action: "sns:Publish", Resource: topic },
    { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*", Condition },
  ];
}

/** Of the balancer, or of each service on one that others use too. */
function requestFigures({ loadBalancer, services = {} }: AwsWatch): Told<CloudWatchFigure>[] {
  if (!loadBalancer) return [];
  const { arnSuffix, shared = false } = loadBalancer;
  if (!shared) return answers("", { loadBalancer: arnSuffix });
  const balanced = Object.entries(services).filter(([, { targetGroups }]) => targetGroups.length > 0);
  return balanced.flatMap(([service, { targetGroups }]) =>
    answers(`${service}: `, { loadBalancer: arnSuffix, targetGroups }),
  );
}

function answers(of: string, counted: Counted): Told<CloudWatchFigure>[] {
  const requests = counts("requests", "RequestCount", counted);
  const share = (kind: "4XX" | "5XX"): Told<CloudWatchFigure> => {
    const { metrics, expression } = shareOf(kind, counted);
    return { label: `${of}answered ${kind.toLowerCase()}`, unit: "percent", metrics: told(metrics), expression };
  };
  const times = measured("time", "TargetResponseTime", "p99", counted);
  const slowest = `MAX([${Object.keys(times).join(", ")}])`;
  return [
    { label: `${of}requests`, metrics: told(requests.metrics), expression: requests.total },
    share("5XX"),
    share("4XX"),
    { label: `${of}slowest hundredth`, unit: "seconds", metrics: told(times), expression: slowest },
  ];
}

function businessFigure({ label, statistic = "Sum", ...metric }: BusinessMetric): Told<CloudWatchFigure> {
  const { namespace, metricName: name, dimensions = {} } = metric;
  return { label, metrics: { value: { namespace, name, dimensions, statistic } } };
}

function told(metrics: Record<string, Metric>): Record<string, Told<CloudWatchMetric>> {
  return mapValues(metrics, ({ namespace, metricName: name, dimensions, stat: statistic }) => ({
    namespace,
    name,
    dimensions,
    statistic,
  }));
}
