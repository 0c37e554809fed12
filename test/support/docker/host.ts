import { spawnSync } from "node:child_process";
import { testWith } from "../needs";
import { imageOf } from "./parts";

/** What of Docker and the stand-in images is missing, in words, or nothing. */
export function missingDocker(): string | undefined {
  const { error, status, stderr } = spawnSync("docker", ["image", "inspect", imageOf("steward")], { encoding: "utf8" });
  if (error) return "Docker is not installed";
  if (status === 0) return undefined;
  if (/No such image/i.test(stderr)) return "the stand-in images are missing; run tsx test/support/docker/prepare.ts";
  return "no Docker host answers";
}

/** A test that needs Docker and the stand-in images, but no engine. */
export function itWithDocker(name: string, body: () => Promise<void>): void {
  testWith(missingDocker() ?? {}, name, body);
}
