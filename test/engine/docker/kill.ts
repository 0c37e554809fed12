import { imageOf } from "../../support/docker/parts";
import type { DockerStack } from "./stack";

/**
 * Kills the first process of a container with SIGKILL, as the kernel does: from the host's side, because Docker takes its own
 * `kill` for a wish that the container stay down.
 */
export async function killProcess({ docker, labels }: DockerStack, container: string): Promise<void> {
  const { State } = await docker.getContainer(container).inspect();
  const killer = await docker.createContainer({
    Image: imageOf("base"),
    Cmd: ["bash", "-c", `kill -9 ${State.Pid}`],
    Labels: labels,
    HostConfig: { PidMode: "host", NetworkMode: "none", CapAdd: ["KILL"] },
  });
  await killer.start();
  const { StatusCode } = await killer.wait();
  await killer.remove();
  if (StatusCode !== 0) throw new Error(`process ${State.Pid} of ${container} could not be killed`);
}
