import type * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { type Duration, seconds } from "../../common/duration";
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
export function deployment(rollout: Required<Rollout>, alarmNames: pulumi.Input<string>[]): Deployment {
  const { rollback } = rollout;
  return {
    deploymentConfiguration: configuration(rollout),
    deploymentCircuitBreaker: { enable: true, rollback },
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    ...(alarmNames.length > 0 && { alarms: { enable: true, rollback, alarmNames } }),
  };
}

/** Whether a rollout starts the new version in a target group of its own, and moves the traffic there. */
export function movesTraffic({ strategy }: Pick<Required<Rollout>, "strategy">): boolean {
  return strategy !== "rolling";
}

/** Whether both versions have traffic for a while. */
export function movesInStages({ strategy }: Pick<Required<Rollout>, "strategy">): boolean {
  return strategy === "canary" || strategy === "linear";
}

function configuration(rollout: Required<Rollout>): Deployment["deploymentConfiguration"] {
  const bakeTimeInMinutes = minutes(rollout.bake);
  const { canaryPercent, stepPercent } = rollout;
  switch (rollout.strategy) {
    case "rolling":
      return { strategy: "ROLLING" };
    case "blue-green":
      return { strategy: "BLUE_GREEN", bakeTimeInMinutes };
    case "canary": {
      const canaryConfiguration = { canaryPercent, canaryBakeTimeInMinutes: minutes(rollout.canaryBake) };
      return { strategy: "CANARY", bakeTimeInMinutes, canaryConfiguration };
    }
    case "linear": {
      const linearConfiguration = { stepPercent, stepBakeTimeInMinutes: minutes(rollout.stepBake) };
      return { strategy: "LINEAR", bakeTimeInMinutes, linearConfiguration };
    }
  }
}

/** Minutes for what a rollout does besides baking: to pull, to start, to become healthy, to drain, and to go back. */
const ROLLOUT_MINUTES = 45;

/** How long the provider waits for a rollout; its own 20 minutes would end many that go well. */
export function rolloutTimeouts(rollout: Required<Rollout>): pulumi.CustomTimeouts {
  const longest = `${ROLLOUT_MINUTES + bakingMinutes(rollout)}m`;
  return { create: longest, update: longest };
}

/** The minutes that a rollout waits on purpose. There is no wait of a step's after the last of them. */
function bakingMinutes({ strategy, bake, canaryBake, stepPercent, stepBake }: Required<Rollout>): number {
  const steps = Math.ceil(100 / stepPercent) - 1;
  const stages = {
    rolling: 0,
    "blue-green": 0,
    canary: Number(minutes(canaryBake)),
    linear: steps * Number(minutes(stepBake)),
  };
  return strategy === "rolling" ? 0 : stages[strategy] + Number(minutes(bake));
}

/** What of a wish for a rollout is done otherwise, in words. */
export function rolloutNotes(source: string, asked: Rollout | undefined, { strategy }: Required<Rollout>): string[] {
  const { bake, canaryBake, stepBake } = asked ?? {};
  if (strategy === "rolling" && bake !== undefined)
    return [`${source}: ECS works out the bake time of a rolling update by itself; "${bake}" is not used`];
  return [bake, canaryBake, stepBake].flatMap(time =>
    time !== undefined && seconds(time) % 60 !== 0
      ? [`${source}: a bake time of "${time}" is rounded up to ${minutes(time)} minutes`]
      : [],
  );
}

/** ECS takes the bake time as a text of whole minutes, "0" to "1440". */
function minutes(bake: Duration): string {
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
