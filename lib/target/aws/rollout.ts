import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { seconds } from "../../common/duration";
import { PlainError } from "../../common/errors";
import type { Rollout } from "../spec";

type Deployment = Pick<
  ecs.ServiceArgs,
  | "deploymentConfiguration"
  | "deploymentCircuitBreaker"
  | "deploymentMinimumHealthyPercent"
  | "deploymentMaximumPercent"
  | "alarms"
>;

/**
 * How ECS brings a new version in. The circuit breaker acts on tasks that do not start or do not become healthy, the
 * alarms on a version that starts and then answers badly; Copilot puts both side by side.
 *
 * ECS ignores all of a deployment's alarms when one of them is in ALARM as it starts (Amazon ECS developer guide,
 * "How CloudWatch alarms detect Amazon ECS deployment failures").
 */
export function deployment(
  { strategy, bake, rollback }: Required<Rollout>,
  alarmNames: pulumi.Input<string>[],
): Deployment {
  const blueGreen = { strategy: "BLUE_GREEN", bakeTimeInMinutes: bakeMinutes(bake) };
  return {
    deploymentConfiguration: strategy === "blue-green" ? blueGreen : { strategy: "ROLLING" },
    deploymentCircuitBreaker: { enable: true, rollback },
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    ...(alarmNames.length > 0 && { alarms: { enable: true, rollback, alarmNames } }),
  };
}

/** Minutes for what a rollout does besides baking: to pull, to start, to become healthy, to drain, and to go back. */
const ROLLOUT_MINUTES = 45;

/** How long the provider waits for a rollout; its own 20 minutes would end many that go well. */
export function rolloutTimeouts({ strategy, bake }: Required<Rollout>): pulumi.CustomTimeouts {
  const baking = strategy === "blue-green" ? Number(bakeMinutes(bake)) : 0;
  const longest = `${ROLLOUT_MINUTES + baking}m`;
  return { create: longest, update: longest };
}

/** What of a wish for a rollout is done otherwise, in words. */
export function rolloutNotes(
  source: string,
  asked: Rollout | undefined,
  { strategy, bake }: Required<Rollout>,
): string[] {
  if (asked?.bake === undefined) return [];
  if (strategy === "rolling")
    return [`${source}: ECS works out the bake time of a rolling update by itself; "${bake}" is not used`];
  if (seconds(bake) % 60 !== 0)
    return [`${source}: a bake time of "${bake}" is rounded up to ${bakeMinutes(bake)} minutes`];
  return [];
}

/** ECS takes the bake time as a text of whole minutes, "0" to "1440". */
function bakeMinutes(bake: Required<Rollout>["bake"]): string {
  return String(Math.ceil(seconds(bake) / 60));
}

/**
 * Lets the update go on only when ECS runs what was asked for. The provider's wait for a steady state takes a rollback
 * for success, since the old version is steady again; the task definition that ECS then reports is the old one.
 *
 * @throws PlainError when the rollout rolled itself back
 */
export function gate(
  service: Pick<ecs.Service, "taskDefinition">,
  name: string,
  requested: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.all([service.taskDefinition, requested]).apply(([running, wanted]) => {
    if (running === undefined || revision(running) === revision(wanted)) return wanted;
    throw new PlainError(
      `${name}: the rollout was rolled back: ECS runs ${revision(running)}, not ${revision(wanted)}; ` +
        "look at the service's stopped tasks and its rollback alarms, mend the cause and run pulumi up again",
    );
  });
}

/** `family:revision` of a task definition that is named by ARN or so already. */
function revision(taskDefinition: string): string {
  return taskDefinition.split("/").at(-1) ?? taskDefinition;
}
