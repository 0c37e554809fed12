import type { Rollout, Scale, ServiceArgs } from "../spec";

/** What was asked for and has no meaning on one Docker host, in words for the plan. */
export function serviceNotes(source: string, { scale, rollout, health }: ServiceArgs): string[] {
  const asked = typeof health === "object" && (health.interval !== undefined || health.unhealthyAfter !== undefined);
  return [
    ...scaleNotes(source, scale),
    ...rolloutNotes(source, rollout),
    ...(asked
      ? [
          `${source}: health.interval and health.unhealthyAfter: on a Docker host a new instance is asked every second until it is healthy; later, one that fails requests is left out while there are others`,
        ]
      : []),
  ];
}

/** One host has nothing to grow into. */
export function scaleNotes(source: string, scale: Scale | undefined): string[] {
  if (scale?.max === undefined || scale.max === (scale.min ?? scale.max)) return [];
  return [
    `${source}: scale.max: one Docker host does not add instances by itself; it runs scale.min of them at all times`,
  ];
}

function rolloutNotes(source: string, rollout: Rollout | undefined): string[] {
  const { strategy, bake, rollback } = rollout ?? {};
  return [
    ...(strategy === "rolling"
      ? [
          `${source}: rollout.strategy: on a Docker host all new instances start beside the old ones, then the traffic moves at once`,
        ]
      : []),
    ...(strategy === "canary" || strategy === "linear"
      ? [`${source}: rollout.strategy: on a Docker host the traffic moves at once, and not in parts`]
      : []),
    ...(bake !== undefined && !bake.startsWith("0 ")
      ? [
          `${source}: rollout.bake: on a Docker host the old version stops once it has finished its requests; there is no bake time`,
        ]
      : []),
    ...(rollback === false
      ? [
          `${source}: rollout.rollback: on a Docker host a version that does not become healthy never gets traffic, so there is nothing to roll back`,
        ]
      : []),
  ];
}
