import type { Service } from "@aws-sdk/client-ecs";
import type { StopReason } from "../index";
import type { System } from "./system";

/** As many services as one DescribeServices takes (Amazon ECS API reference, "DescribeServices"). */
const SERVICES_AT_ONCE = 10;

/** What ECS says of a service when all goes well (Amazon ECS developer guide, "Service event messages"). */
const CALM =
  /has reached a steady state|has started \d+ tasks|has stopped \d+ running tasks|(de)?registered \d+ targets|has begun draining|deployment \S+ completed|set \S+ desired count|connections in|traffic shift/i;

/** What ECS said of the services that is not good news, and rollouts that failed. */
export async function serviceEvents(system: System, since: Date): Promise<StopReason[]> {
  const { cluster, services } = system.details;
  const names = Object.entries(services);
  const found: StopReason[] = [];
  for (let at = 0; at < names.length; at += SERVICES_AT_ONCE) {
    const asked = names.slice(at, at + SERVICES_AT_ONCE);
    const described = await system.clients
      .ecs()
      .describeServices({ cluster, services: asked.map(([, { service }]) => service) });
    for (const service of described.services ?? []) {
      const [subject = ""] = asked.find(([, named]) => named.service === service.serviceName) ?? [];
      found.push(...troubles(subject, service).filter(({ at: moment }) => new Date(moment) >= since));
    }
  }
  return found;
}

export function troubles(subject: string, { serviceName = "", events = [], deployments = [] }: Service): StopReason[] {
  const trouble = (instance: string, at: Date | undefined, reason: string): StopReason[] =>
    at ? [{ subject, instance, at: at.toISOString(), exitCode: undefined, reason, restarts: 0 }] : [];
  const told = events.filter(({ message = "" }) => !CALM.test(message));
  const failed = deployments.filter(({ rolloutState }) => rolloutState === "FAILED");
  return [
    ...told.flatMap(({ createdAt, message = "" }) => trouble(serviceName, createdAt, plain(message))),
    ...failed.flatMap(({ id = "", updatedAt, rolloutStateReason }) =>
      trouble(id, updatedAt, `the rollout failed: ${rolloutStateReason ?? "ECS says no reason"}`),
    ),
  ];
}

/** `(service shop-web-1a2b) was unable to …` → `was unable to …`: whose it is stands beside it. */
function plain(message: string): string {
  return message.replace(/^\(service \S+\)\s*/, "").replace(/\.$/, "");
}
