import { type Environment, preset } from "../common/environment";
import type { HealthCheck, Rollout, Scale, ServiceArgs } from "./spec";

/** Fargate's smallest task; SST and Copilot start there as well. */
export const DEFAULT_CPU = 0.25;
export const DEFAULT_MEMORY = "512MiB";
export const DEFAULT_PORT = 8080;

/** Seconds that an instance may finish its requests in after traffic has left it; Kamal's drain time. */
export const DRAIN_SECONDS = 30;

const HEALTH: Required<HealthCheck> = {
  path: "/",
  interval: "30 seconds",
  timeout: "5 seconds",
  grace: "60 seconds",
  healthyAfter: 2,
  unhealthyAfter: 3,
};

/** The health check with its defaults, which are those of SST and Copilot. */
export function healthOf({ health }: Pick<ServiceArgs, "health">): Required<HealthCheck> {
  return { ...HEALTH, ...(typeof health === "string" ? { path: health } : health) };
}

/** A scale of which only the target on requests may be left open. */
export type CompleteScale = Required<Omit<Scale, "requests">> & Pick<Scale, "requests">;

/** The scale with its defaults: production survives the loss of an instance, staging runs one. */
export function scaleOf(scale: Scale | undefined, environment: Environment): CompleteScale {
  const production = preset(environment) === "production";
  const min = scale?.min ?? Math.min(production ? 2 : 1, scale?.max ?? Number.POSITIVE_INFINITY);
  const max = scale?.max ?? (production ? 4 * min : min);
  return { cpu: 70, memory: 70, ...scale, min, max };
}

/** The parts and times of a staged rollout are ECS's own (Amazon ECS API reference, "CanaryConfiguration", "LinearConfiguration"). */
const ROLLOUT: Required<Omit<Rollout, "strategy">> = {
  canaryPercent: 5,
  canaryBake: "10 minutes",
  stepPercent: 10,
  stepBake: "6 minutes",
  bake: "10 minutes",
  rollback: true,
};

export function rolloutOf(rollout: Rollout | undefined, environment: Environment): Required<Rollout> {
  const strategy = preset(environment) === "production" ? "blue-green" : "rolling";
  return { ...ROLLOUT, strategy, ...rollout };
}

/** A worker has no traffic to move and no answers to judge: its instances are replaced a few at a time. */
export const WORKER_ROLLOUT: Required<Rollout> = { ...ROLLOUT, strategy: "rolling", bake: "0 minutes" };
