import type { ContainerCreateOptions, MountSettings } from "dockerode";
import { REACHES_OUT } from "../../common/docker/container";
import { PlainError } from "../../common/errors";
import { type Ended, runToEnd } from "./follow";
import type { System } from "./system";

/** What a container of the steward's image does once, and goes. */
export interface Once {
  /** A verb and what it is told; or with `entrypoint`, its arguments. */
  command: string[];
  entrypoint?: string[];
  mounts?: MountSettings[];
  /** @default "none" */
  network?: string;
  user?: string;
  capabilities?: string[];
  environment?: string[];
}

/**
 * Runs the steward once beside the system, so that what only its network or its volumes hold can be asked for through the
 * Docker API alone: nothing is published for it, and a host over `ssh://` is as good as a local one.
 */
export async function runOnce(system: System, once: Once, follow?: (line: string) => void): Promise<Ended> {
  const container = await system.docker.createContainer({ ...(await optionsOf(system, once)), Labels: system.labels });
  try {
    return await runToEnd(container, follow);
  } finally {
    await container.remove({ force: true, v: true });
  }
}

/** The same for what must not fail. @throws PlainError with its last line when it does */
export async function succeedOnce(
  system: System,
  purpose: string,
  once: Once,
  follow?: (line: string) => void,
): Promise<string[]> {
  const { exitCode, lines } = await runOnce(system, once, follow);
  if (exitCode === 0) return lines;
  throw new PlainError(`${purpose}: ${lines.at(-1) ?? `ended with exit code ${exitCode}`}`);
}

async function optionsOf(system: System, once: Once): Promise<ContainerCreateOptions> {
  const { command, entrypoint, mounts = [], network = "none", user, capabilities = [], environment } = once;
  return {
    Image: await system.stewardImage(),
    Cmd: command,
    ...(entrypoint && { Entrypoint: entrypoint }),
    ...(user !== undefined && { User: user }),
    ...(environment && { Env: environment }),
    HostConfig: {
      NetworkMode: network,
      Mounts: mounts,
      ReadonlyRootfs: true,
      Tmpfs: { "/tmp": "rw,noexec,nosuid,size=256m" },
      CapDrop: ["ALL"],
      CapAdd: capabilities,
      SecurityOpt: REACHES_OUT.securityOpts,
      LogConfig: { Type: "none", Config: {} },
    },
  };
}
