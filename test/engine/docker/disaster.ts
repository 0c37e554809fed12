import { imageOf } from "../../support/docker/parts";
import type { DockerStack } from "./stack";

/** The volume that a container of a role has at a path. */
export async function volumeAt(stack: DockerStack, role: "database" | "job", path: string): Promise<string> {
  for (const { Id } of await stack.containers(role)) {
    const { Mounts } = await stack.docker.getContainer(Id).inspect();
    const found = Mounts.find(({ Destination }) => Destination === path)?.Name;
    if (found !== undefined) return found;
  }
  throw new Error(`no container of the role ${role} has a volume at ${path}`);
}

/** Takes a volume from the host, and with it every container that has it, as whoever slips with Docker's commands does. */
export async function lose({ docker }: DockerStack, volume: string): Promise<void> {
  const users = await docker.listContainers({ all: true, filters: { volume: [volume] } });
  for (const { Id } of users) await docker.getContainer(Id).remove({ force: true });
  await docker.getVolume(volume).remove();
}

/** Turns over the bits of one byte in the middle of packs of a repository: of all, or of those that are named. */
const FLIP = `
for pack in \${@:-/repository/data/*/*}; do
  middle=$(($(stat -c %s "$pack") / 2))
  byte=$(od -An -tu1 -j "$middle" -N 1 "$pack")
  chmod u+w "$pack"
  printf "\\\\$(printf %o $((byte ^ 255)))" | dd of="$pack" bs=1 seek="$middle" conv=notrunc status=none
  echo "$pack"
done`;

/** Damages every pack of the backups' repository a little; these, once more, are as they were. Gives which they are. */
export async function flipBytes(stack: DockerStack, packs: readonly string[] = []): Promise<string[]> {
  const volume = await volumeAt(stack, "job", "/repository");
  const container = await stack.docker.createContainer({
    Image: imageOf("base"),
    Cmd: ["bash", "-ec", FLIP, "flip", ...packs],
    Labels: stack.labels,
    Tty: true,
    HostConfig: { NetworkMode: "none", Mounts: [{ Type: "volume", Source: volume, Target: "/repository" }] },
  });
  await container.start();
  const { StatusCode } = await container.wait();
  const said = String(await container.logs({ stdout: true, stderr: true })).trim();
  await container.remove();
  if (StatusCode !== 0) throw new Error(`the repository could not be damaged: ${said}`);
  return said.split(/\s+/);
}
