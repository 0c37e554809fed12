import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { containersOf, type Seen, type Stack } from "../../../images/steward/src/serve/containers";
import { Docker } from "../../../images/steward/src/serve/docker";
import { LABELS } from "../../../lib/steward/labels";
import { dockerAnswers } from "../../support/docker/daemon";
import { itNeeds } from "../../support/needs";

const IMAGE = "daytwo-test/busybox";
export const SOCKET = "/var/run/docker.sock";

/** Containers of a stack of its own on the real Docker host, which go with the test. */
export class Host {
  readonly docker = new Docker(SOCKET);
  readonly stack: Stack = { project: `test-${randomBytes(4).toString("hex")}`, stack: "production" };
  readonly folder = mkdtempSync(join(tmpdir(), "daytwo-serve-"));
  private readonly made: string[] = [];

  constructor() {
    const busybox = command("which", "busybox");
    execFileSync("sh", ["-c", `tar -C ${dirname(busybox)} -c busybox | docker import - ${IMAGE}`]);
  }

  /** A container that stands ready. */
  create(role: string, of: string, script: string, more: { schedule?: string; options?: string[] } = {}): string {
    const labels = {
      [LABELS.project]: this.stack.project,
      [LABELS.stack]: this.stack.stack,
      [LABELS.role]: role,
      [LABELS.of]: of,
      ...(more.schedule !== undefined && { [LABELS.schedule]: more.schedule }),
    };
    const told = Object.entries(labels).flatMap(([key, value]) => ["--label", `${key}=${value}`]);
    const id = command(
      "docker",
      "create",
      "--log-driver",
      "none",
      "--network",
      "none",
      ...told,
      ...(more.options ?? []),
      IMAGE,
      "/busybox",
      "sh",
      "-c",
      script,
    );
    this.made.push(id);
    return id;
  }

  run(role: string, of: string, script: string, options: string[] = []): string {
    const id = this.create(role, of, script, { options });
    command("docker", "start", id);
    return id;
  }

  containers(): Promise<Seen[]> {
    return containersOf(this.docker, this.stack);
  }

  /** Waits for a container to end. */
  ended(id: string): void {
    command("docker", "wait", id);
  }

  clean(): void {
    spawnSync("docker", ["rm", "-f", ...this.made], { stdio: "ignore" });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A test with a Docker host. */
export function onHost(name: string, body: (host: Host) => Promise<void>): void {
  itNeeds(["docker", "busybox", { there: dockerAnswers(), none: "no Docker host answers" }], name, async () => {
    const host = new Host();
    await body(host).finally(() => host.clean());
  });
}

export function command(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8" }).trim();
}
