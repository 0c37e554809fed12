import * as pulumi from "@pulumi/pulumi";
import type { RuleGroup } from "../../common/docker/monitoring";
import { mapValues } from "../../common/records";

/** The names of alerts as the contracts have them: what together is an outage, and by subject what is a degradation. */
export interface AlertNames {
  outage: readonly pulumi.Output<string>[];
  degradation: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
}

export function alertNames(groups: readonly RuleGroup[]): AlertNames {
  const alerts = groups.flatMap(({ rules }) => rules).filter(rule => "alert" in rule);
  const outage = alerts.filter(({ joins }) => joins !== undefined).map(({ alert }) => alert);
  const degradation: Record<string, string[]> = {};
  for (const { alert, subject, severity } of alerts)
    if (severity === "degradation") degradation[subject] = [...(degradation[subject] ?? []), alert];
  return { outage: outputs(outage), degradation: mapValues(degradation, outputs) };
}

function outputs(names: readonly string[]): pulumi.Output<string>[] {
  return [...new Set(names)].map(name => pulumi.output(name));
}
