import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { HARDENED, mounts, ONE_SHOT, REACHES_OUT } from "../../common/docker/container";
import { followed } from "../../common/docker/follows";
import { connectToStack } from "../../common/docker/host";
import { LABELS } from "../../common/docker/labels";
import { whyIll } from "../../common/docker/words";
import { seconds } from "../../common/duration";
import { underEngine } from "../../common/engine";
import { PlainError } from "../../common/errors";
import { json } from "../../common/json";
import type { GateSpec } from "../../steward/gate";
import { PROXY, type PublicRoute } from "../../steward/proxy";
import { DEFAULT_PORT, DRAIN_SECONDS, healthOf } from "../defaults";
import type { ServiceArgs } from "../spec";
import type { Front, Place } from "./place";

/** What a gate is asked about: the new containers of a service. */
export interface Candidate {
  source: string;
  service: ServiceArgs;
  containers: readonly docker.Container[];
}

/** The container that waits until the new containers are healthy, then moves the traffic to them. */
export function gateArgs(candidate: Candidate, front: Front, place: Place): docker.ContainerArgs {
  const { foundation } = place;
  const { source } = candidate;
  return {
    ...HARDENED,
    ...REACHES_OUT,
    ...ONE_SHOT,
    image: foundation.image("steward"),
    command: ["gate", json(specOf(candidate, front))],
    // The proxy's sockets are root's.
    user: "0:0",
    networksAdvanced: [{ name: foundation.network.name }],
    mounts: mounts([{ from: front.run, at: PROXY.run }]),
    labels: foundation.labels("gate", source, {
      [LABELS.follows]: followed("gate", source),
      "daytwo.proxy": front.memory,
    }),
  };
}

/** The gate's specification, in which the names of the containers are known later. */
type Pending = Omit<GateSpec, "upstreams"> & { upstreams: pulumi.Output<string>[] };

function specOf({ source, service, containers }: Candidate, front: Front): Pending {
  const { path, timeout, healthyAfter, grace } = healthOf(service);
  const port = service.port ?? DEFAULT_PORT;
  const timeoutSeconds = seconds(timeout);
  return {
    proxy: front.settings,
    service: source,
    route: routeOf(service),
    upstreams: containers.map(({ name }) => pulumi.interpolate`${name}:${port}`),
    // Asked each second, it must have the time to be healthy at all.
    health: {
      path,
      timeoutSeconds,
      healthyAfter,
      graceSeconds: Math.max(seconds(grace), healthyAfter + timeoutSeconds),
    },
    drainSeconds: DRAIN_SECONDS,
    services: front.services,
  };
}

function routeOf({ domain, path, certificate }: ServiceArgs): PublicRoute {
  return {
    ...(domain !== undefined && { domain }),
    ...(path !== undefined && { path }),
    ...(certificate !== undefined && { certificate: "internal" }),
  };
}

/** A replica, as far as a refusal tells of it. */
type Replica = Pick<docker.Container, "id" | "name">;

/**
 * Comes out when the traffic has moved.
 *
 * @throws PlainError, through the output, with what the gate said, and what each that did not become healthy said last
 */
export function passed(
  gate: Pick<docker.Container, "exitCode" | "containerLogs">,
  { source, containers }: { source: string; containers: readonly Replica[] },
): pulumi.Output<void> {
  const replicas = pulumi.all(containers.map(({ id, name }) => pulumi.all([id, name])));
  return pulumi.unsecret(
    pulumi.all([gate.exitCode, gate.containerLogs, replicas]).apply(async ([code, said, known]) => {
      if (code === 0) return;
      const why = said?.trim() || `the gate ended with exit code ${code}`;
      throw new PlainError(`${source}: ${why}${await wordsOf(known.filter(([, name]) => why.includes(`${name}:`)))}`);
    }),
  );
}

/** What Docker knows of those that the gate named, by id and name; of several, each under its name. */
async function wordsOf(ill: readonly (readonly [string, string])[]): Promise<string> {
  if (!underEngine()) return "";
  const docker = connectToStack();
  const words = await Promise.all(ill.map(async ([id, name]) => ({ name, why: await whyIll(docker, id) })));
  if (ill.length === 1) return words.map(({ why }) => why).join("");
  return words.flatMap(({ name, why }) => (why === "" ? [] : [`\n${name}${why}`])).join("");
}
