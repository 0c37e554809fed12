import * as pulumi from "@pulumi/pulumi";
import { environmentName } from "../common/environment";
import type { Manifest, Operated } from "../operations";
import type { DeploymentTarget } from "../target";
import type { ApplicationArgs } from "./args";
import { workloadOf } from "./parts";

/** What daytwo's verbs read to find the running system; it comes out once the system runs. */
export function manifestOf(
  application: string,
  args: ApplicationArgs,
  target: DeploymentTarget,
  others: readonly (Operated | undefined)[],
): pulumi.Output<Manifest> {
  const { services = {}, jobs = {} } = workloadOf(args);
  const known = pulumi.all([target, ...others].map(part => part?.operations ?? {}));
  return pulumi.all([target.url, known]).apply(
    ([, details]): Manifest => ({
      version: 1,
      platform: args.platform.platform,
      project: pulumi.getProject(),
      stack: pulumi.getStack(),
      application,
      environment: environmentName(args.environment),
      services: Object.keys(services),
      jobs: Object.keys(jobs),
      details: Object.assign({}, ...details),
    }),
  );
}
