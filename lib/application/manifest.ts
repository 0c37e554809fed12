import * as pulumi from "@pulumi/pulumi";
import { environmentName } from "../common/environment";
import type { Manifest } from "../operations";
import type { DeploymentTarget } from "../target";
import type { ApplicationArgs } from "./args";
import { workloadOf } from "./parts";

/** What daytwo's verbs read to find the running system; it comes out once the system runs. */
export function manifestOf(
  application: string,
  args: ApplicationArgs,
  target: DeploymentTarget,
): pulumi.Output<Manifest> {
  const { services = {}, jobs = {} } = workloadOf(args);
  return pulumi.all([target.url, target.operations ?? {}]).apply(
    ([, details]): Manifest => ({
      version: 1,
      platform: args.platform.platform,
      project: pulumi.getProject(),
      stack: pulumi.getStack(),
      application,
      environment: environmentName(args.environment),
      services: Object.keys(services),
      jobs: Object.keys(jobs),
      details,
    }),
  );
}
