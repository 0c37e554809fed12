import type { Run } from "../run";

/**
 * What is known of an invoke's result without asking anybody: what the configuration says, and what the plan takes to
 * be so. Stated in `docs/plan.md`.
 */
export function knownResult(token: string, run: Run): Record<string, unknown> {
  return RESULTS[token]?.(run) ?? {};
}

const RESULTS: Record<string, (run: Run) => Record<string, unknown>> = {
  "aws:index/getRegion:getRegion": run => {
    const region = configured(run, "aws:region");
    return region ? { id: region, name: region, region } : {};
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": run => ({
    names: three(run, "aws:index/getAvailabilityZones:getAvailabilityZones", "names"),
    zoneIds: three(run, "aws:index/getAvailabilityZones:getAvailabilityZones", "zoneIds"),
  }),
  "aws:ec2/getSubnets:getSubnets": run => ({ ids: three(run, "aws:ec2/getSubnets:getSubnets", "ids") }),
  "aws:ec2/getSubnetIds:getSubnetIds": run => ({ ids: three(run, "aws:ec2/getSubnetIds:getSubnetIds", "ids") }),
  "gcp:organizations/getClientConfig:getClientConfig": run =>
    onlyKnown({
      project: configured(run, "gcp:project"),
      region: configured(run, "gcp:region"),
      zone: configured(run, "gcp:zone"),
    }),
};

/** Programs loop over these lists; three is what most regions and networks have. */
function three(run: Run, token: string, property: string): string[] {
  run.note("warning", `${token}: taken to have three ${property}, each unknown`);
  return [0, 1, 2].map(index => run.placeholders.issue("unknown", `${token}.${property}[${index}]`));
}

function configured(run: Run, key: string): string | undefined {
  return run.settings.configuration.values[key];
}

function onlyKnown(values: Record<string, string | undefined>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
