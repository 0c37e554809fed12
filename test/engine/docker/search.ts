import { spawnSync } from "node:child_process";
import { imageOf } from "../../support/docker/parts";
import type { DockerStack } from "./stack";

/** What was found on a host's disk. */
export interface Found {
  /** How many files were read. */
  files: number;
  /** The words, and the files that have them. */
  hits: { word: string; file: string }[];
}

/** Reads every file that was written since a moment, packed ones unpacked. Not into other file systems, which repeat these. */
const SCRIPT = `
words=$(cat)
written() { find /docker -xdev -type f -newermt "@$1" "\${@:2}"; }
written "$1" | wc -l
written "$1" ! -name "*.gz" -print0 | xargs -0 -r grep -saoHF -- "$words" | sort -u
written "$1" -name "*.gz" | while read -r file; do zcat "$file" | grep -aoF -- "$words" | sed "s|^|$file:|"; done | sort -u
true`;

/**
 * Where words are in Docker's root folder, which has all volumes, layers, logs and definitions of containers. The words come
 * over a pipe: Docker writes down what a container is told as arguments, in the same folder.
 */
export async function searchHost({ docker, name }: DockerStack, since: Date, words: readonly string[]): Promise<Found> {
  const { DockerRootDir } = await docker.info();
  const mount = ["--volume", `${DockerRootDir}:/docker:ro`, "--network", "none", "--log-driver", "none"];
  const label = ["--label", `daytwo.stack=${name}`];
  const command = [imageOf("base"), "bash", "-c", SCRIPT, "search", String(Math.floor(since.getTime() / 1_000))];
  const run = ["run", "--rm", "--interactive", ...mount, ...label, ...command];
  const { status, stdout, stderr } = spawnSync("docker", run, { input: words.join("\n"), encoding: "utf8" });
  if (status !== 0) throw new Error(`the host could not be searched: ${stderr}`);
  const [files = "", ...lines] = stdout.trim().split("\n");
  const hits = lines.map(line => ({ file: line.slice(0, line.indexOf(":")), word: line.slice(line.indexOf(":") + 1) }));
  return { files: Number(files), hits };
}
