import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Delivery } from "../../../lib/logs/docker/args";
import { containerLogging } from "../../../lib/logs/docker/driver";

const IMAGE = "daytwo-test-collect/busybox";

export function docker(...args: string[]): string {
  return execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** Makes an image of a shell and nothing else. */
export function makeImage(): void {
  const root = mkdtempSync(join(tmpdir(), "daytwo-image-"));
  const archive = join(root, "image.tar");
  const files = join(root, "files");
  mkdirSync(join(files, "bin"), { recursive: true });
  cpSync(execFileSync("which", ["busybox"], { encoding: "utf8" }).trim(), join(files, "bin/busybox"), {
    dereference: true,
  });
  for (const applet of ["sh", "sleep", "usleep"]) symlinkSync("busybox", join(files, "bin", applet));
  execFileSync("tar", ["-C", files, "-cf", archive, "."]);
  docker("import", archive, IMAGE);
  rmSync(root, { recursive: true });
}

export function removeImage(): void {
  docker("image", "rm", "--force", IMAGE);
}

/** Containers that log to a collector as the row's do, by what a shell is told. They go with the test. */
export class Containers {
  private readonly made: string[] = [];

  constructor(private readonly port: number) {}

  run(source: string, script: string, delivery: Delivery = "acknowledged"): string {
    const { logDriver, logOpts } = containerLogging(source, this.port, delivery, {});
    const options = Object.entries(logOpts).flatMap(([name, value]) => ["--log-opt", `${name}=${value}`]);
    const id = docker("run", "--detach", "--log-driver", logDriver, ...options, IMAGE, "/bin/sh", "-c", script);
    this.made.push(id);
    return id;
  }

  remove(): void {
    if (this.made.length > 0) docker("rm", "--force", ...this.made);
  }
}
