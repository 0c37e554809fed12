import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { MEMORY } from "./memory";

/** A volume or, with a leading slash, a folder of the host, as a container sees it. */
export interface Mounted {
  from: pulumi.Input<string>;
  at: string;
  readOnly?: boolean;
}

/**
 * What every container of the row has unless it says otherwise: it comes back after a crash and a restart of the host, it
 * cannot gain rights, its root is read-only with a `/tmp` in memory, its plain logs cannot fill the disk, and it cannot take
 * the host's memory.
 */
export const HARDENED: Omit<docker.ContainerArgs, "image"> = {
  restart: "unless-stopped",
  readOnly: true,
  tmpfs: { "/tmp": "rw,noexec,nosuid,size=64m" },
  capabilities: { drops: ["ALL"] },
  securityOpts: ["no-new-privileges:true"],
  logDriver: "json-file",
  logOpts: { "max-size": "10m", "max-file": "3" },
  ...limits(MEMORY.small),
};

/**
 * For what reaches a socket of Docker or of another container, or looks at the host's files: where SELinux keeps containers
 * apart, it would keep them from those as well (unverified on a host with SELinux; without it, it changes nothing).
 */
export const REACHES_OUT = { securityOpts: ["no-new-privileges:true", "label=disable"] };

/** A container that runs to its end within the update: `up` waits for it, and its exit code is an output. To be made with `RUN_ANEW`. */
export const ONE_SHOT = { attach: true, logs: true, mustRun: false, restart: "no" } as const;

/**
 * How a one-shot container is replaced. In the provider's own order, deleting first, the engine would first delete everything
 * that reads its outputs: the containers that serve.
 */
export const RUN_ANEW = { deleteBeforeReplace: false } as const;

/** A container that is made and left for the steward or an operator to start. */
export const ON_DEMAND = { start: false, mustRun: false, restart: "no" } as const;

export function mounts(mounted: readonly Mounted[]): docker.types.input.ContainerMount[] {
  return mounted.map(({ from, at, readOnly = false }) => ({
    type: typeof from === "string" && from.startsWith("/") ? "bind" : "volume",
    source: from,
    target: at,
    readOnly,
  }));
}

/**
 * The most that a container may use: mebibytes, and virtual CPUs where they are limited. None of its memory is swapped, which
 * would slow everything on the host down.
 */
export function limits(memory: number, cpu?: number): Pick<docker.ContainerArgs, "cpus" | "memory" | "memorySwap"> {
  const whole = Math.ceil(memory);
  return { memory: whole, memorySwap: whole, ...(cpu !== undefined && { cpus: written(cpu) }) };
}

/**
 * As the provider writes what it reads from Docker (`nanoInt64ToDecimalString`): one virtual CPU is "1.0" and ten are "10.".
 * Written otherwise, each `up` would see a change and replace the container.
 */
function written(cpu: number): string {
  const digits = cpu.toFixed(9);
  const zeros = digits.split("0").length - 1;
  return zeros === 9 ? cpu.toFixed(1) : digits.replace(/0+$/, "");
}
