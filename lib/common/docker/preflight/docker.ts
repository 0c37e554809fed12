import type { Mistakes } from "../../errors";
import { parseHost } from "../host/address";

/** Docker 20.10: the first whose logs wait for the collector to say that it has them (`fluentd-request-ack`). */
const LEAST_API = "1.41";

/** What Docker says of itself, as far as it is looked at. */
export interface Info {
  /** Where it keeps images, volumes and logs. */
  DockerRootDir: string;
  /** "name=rootless", "name=userns", … */
  SecurityOptions?: readonly string[];
  /** Whether containers can have a limit of CPU. */
  CpuCfsQuota?: boolean;
}

/** That Docker is new enough, and set up so that the row works on it. */
export function checkDocker(
  { ApiVersion, Version }: { ApiVersion: string; Version: string },
  info: Info,
  host: string,
  mistakes: Mistakes,
): void {
  const told = (message: string) => mistakes.add("docker:host", message);
  if (ApiVersion.localeCompare(LEAST_API, undefined, { numeric: true }) < 0)
    told(`${host} runs Docker ${Version}, which is too old; install Docker 20.10 or later`);
  if (has(info, "userns"))
    told(
      `Docker on ${host} gives containers other users (userns-remap), so that the steward may not use Docker's socket; take userns-remap out of /etc/docker/daemon.json there, or use a Docker without root`,
    );
  if (has(info, "rootless") && parseHost(host).kind !== "socket")
    told(
      `Docker on ${host} runs without root, so that its socket, which the steward needs, cannot be found from here; run the program there with docker:host unix:///run/user/<id>/docker.sock`,
    );
  // Docker would refuse each container with a limit, in the middle of the update.
  if (info.CpuCfsQuota === false)
    told(
      `Docker on ${host} cannot limit the CPU of containers; delegate the controller cpu to it (without root: Delegate=cpu cpuset io memory pids in user@.service), or use a kernel with CFS quotas`,
    );
}

function has({ SecurityOptions = [] }: Info, name: string): boolean {
  return SecurityOptions.some(option => option.split(",").includes(`name=${name}`));
}
