import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { onNetwork } from "../../common/docker/alias";
import { HARDENED, limits, type Mounted, mounts } from "../../common/docker/container";
import { mebibytes } from "../../common/size";
import type { Foundation } from "../../foundation/docker";
import type { CacheSpec } from "../index";

export const PORT = 6379;

/** Where the image has its data, and the configuration with the password. */
const DATA = "/data";
const CONFIGURATION = "/etc/valkey";

/** What the server takes besides its entries: connections, copies while it writes to the disk, fragments (Valkey, "Memory optimization"). */
const HEADROOM = 1.5;
const LEAST_HEADROOM_MEBIBYTES = 32;

export interface CacheParts {
  foundation: Foundation;
  alias: string;
  spec: Required<CacheSpec>;
  logging: Pick<docker.ContainerArgs, "logDriver" | "logOpts">;
  configuration: pulumi.Input<string>;
  /** Where entries are kept, if they outlive a restart. */
  data: pulumi.Input<string> | undefined;
}

/** The server's configuration; `{{password}}` stands for the password. */
export function configurationOf({ memory, persistent }: Required<CacheSpec>): string {
  const lines = [
    "requirepass {{password}}",
    `port ${PORT}`,
    `maxmemory ${Math.ceil(mebibytes(memory))}mb`,
    "maxmemory-policy allkeys-lru",
    // Once a second: a crash costs the entries of one.
    ...(persistent ? ["appendonly yes", "appendfsync everysec", `dir ${DATA}`] : ["appendonly no"]),
    // No snapshots: a cache that is not persistent has no place for them, and another has its log.
    'save ""',
  ];
  return `${lines.join("\n")}\n`;
}

export function serverArgs({
  foundation,
  alias,
  spec,
  logging,
  configuration,
  data,
}: CacheParts): docker.ContainerArgs {
  const entries = mebibytes(spec.memory);
  const memory = Math.ceil(Math.max(entries * HEADROOM, entries + LEAST_HEADROOM_MEBIBYTES));
  const kept: Mounted[] = data === undefined ? [] : [{ from: data, at: DATA }];
  return {
    ...HARDENED,
    ...logging,
    // The entrypoint begins as root, gives the folder to the server's user, and goes on as that.
    capabilities: { adds: ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_SETGID", "CAP_SETUID"], drops: ["ALL"] },
    // The image declares a volume there, which would be left behind.
    tmpfs: { ...HARDENED.tmpfs, ...(data === undefined && { [DATA]: "rw,noexec,nosuid,size=16m" }) },
    image: foundation.image("cache"),
    command: ["valkey-server", `${CONFIGURATION}/valkey.conf`],
    ...limits(memory),
    mounts: mounts([{ from: configuration, at: CONFIGURATION, readOnly: true }, ...kept]),
    networksAdvanced: onNetwork(foundation, alias),
    labels: foundation.labels("cache", alias),
    // It asks without the password: an answer, be it a refusal, comes from a server that is there. One that still loads its
    // log says so in place of it.
    healthcheck: {
      tests: ["CMD-SHELL", `valkey-cli -p ${PORT} ping | grep -qE "PONG|NOAUTH"`],
      interval: "5s",
      timeout: "3s",
      retries: 3,
      startPeriod: "10s",
    },
    wait: true,
    waitTimeout: 120,
    destroyGraceSeconds: 30,
  };
}
