import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { onNetwork } from "../../common/docker/alias";
import { HARDENED, limits, mounts } from "../../common/docker/container";
import { MEMORY } from "../../common/docker/memory";
import { days } from "../../common/duration";
import type { Foundation } from "../../foundation/docker";
import type { CollectSpec } from "../../steward/collect";
import type { FullLogPolicy } from "../defaults";
import type { DockerLogAggregationArgs } from "./args";

/** Where the collector's volume is mounted. */
export const FOLDER = "/logs";

/** The ports of the collector in its container. */
const PORT = 24224;
export const METRICS_PORT = 9101;

/**
 * Lines are acknowledged when they are in the file, and on the disk a second later. To wait for the disk each time would save
 * none: the sender is this host's Docker, and with the host's power go the lines in its memory, too. It would cost many: a
 * container has one line under way at a time, so that it could write no more of them than the disk can confirm, and what waits
 * when it ends is lost.
 */
const SYNC_SECONDS = 1;

/** Seconds that the collector gets to write what it was sent. */
const STOP_SECONDS = 10;

export interface CollectorParts {
  foundation: Foundation;
  alias: string;
  /** The port on the host's loopback address. */
  port: number;
  spec: CollectSpec;
  volume: pulumi.Output<string>;
}

/** What the collector is told. With an archive it deletes nothing: the archive's job does, when it has what it takes. */
export function collectSpec(args: DockerLogAggregationArgs, policy: FullLogPolicy): CollectSpec {
  const { sources, redactPatterns } = args;
  const { redact, errorPattern, archive, retention } = policy;
  return {
    to: FOLDER,
    sources,
    redact,
    ...(redactPatterns && { redactPatterns }),
    ...(errorPattern !== undefined && { errorPattern }),
    ...(archive === false && { keepDays: days(retention) }),
    syncSeconds: SYNC_SECONDS,
    port: PORT,
    metricsPort: METRICS_PORT,
  };
}

/** The container of the collector. Its own output goes to Docker's plain logs: it says how it goes, and never what it was sent. */
export function collectorArgs({ foundation, alias, port, spec, volume }: CollectorParts): docker.ContainerArgs {
  // What Docker sends is not encrypted: it does not leave the host.
  const address = "127.0.0.1";
  foundation.publishes({ port, path: "logs.port", address });
  return {
    ...HARDENED,
    ...limits(MEMORY.collector),
    image: foundation.image("steward"),
    command: ["collect", JSON.stringify(spec)],
    // The volume's root is root's; without capabilities that is all that root can do here.
    user: "0:0",
    mounts: mounts([{ from: volume, at: FOLDER }]),
    networksAdvanced: onNetwork(foundation, alias),
    ports: [{ internal: PORT, external: port, ip: address }],
    stopTimeout: STOP_SECONDS,
    destroyGraceSeconds: STOP_SECONDS,
    labels: foundation.labels("collector", alias),
  };
}
