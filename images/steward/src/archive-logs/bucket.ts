import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { BucketArchive } from "../../../../lib/steward/archive-logs";
import { CommandError, type CommandOptions, run } from "../command";
import type { Archive } from "./archive";

/** The job runs again tomorrow: by default rclone would try for many minutes. Nothing is read from a configuration file. */
const PATIENCE = ["--config=", "--retries=2", "--low-level-retries=2", "--contimeout=15s"];

/** rclone's exit code for a folder that is not there (rclone, "Exit code"): a bucket into which nothing was put yet. */
const NO_FOLDER = 3;

/** An archive in a bucket, through rclone. The keys go through its environment, where other processes cannot see them. */
export async function bucketArchive(to: BucketArchive, stop: AbortSignal): Promise<Archive> {
  const { bucket, prefix, endpoint, region } = to;
  const [accessKey, secretKey] = await Promise.all([to.accessKeyFile, to.secretKeyFile].map(secretIn));
  const environment = {
    RCLONE_CONFIG_ARCHIVE_TYPE: "s3",
    RCLONE_CONFIG_ARCHIVE_PROVIDER: endpoint === undefined ? "AWS" : "Other",
    RCLONE_CONFIG_ARCHIVE_ACCESS_KEY_ID: accessKey ?? "",
    RCLONE_CONFIG_ARCHIVE_SECRET_ACCESS_KEY: secretKey ?? "",
    RCLONE_CONFIG_ARCHIVE_NO_CHECK_BUCKET: "true",
    ...(endpoint !== undefined && { RCLONE_CONFIG_ARCHIVE_ENDPOINT: endpoint }),
    ...(region !== undefined && { RCLONE_CONFIG_ARCHIVE_REGION: region }),
  };
  const secrets = [accessKey, secretKey].filter(secret => secret !== undefined);
  const rclone = (args: string[], options: CommandOptions = {}) =>
    run({ program: "rclone", args: [...PATIENCE, ...args], environment }, { ...options, stop, secrets });
  const at = (path: string) => `archive:${[bucket, prefix, path].filter(Boolean).join("/")}`;
  return {
    async list() {
      const names = await rclone(["lsf", "--recursive", "--files-only", at("")]).catch(emptyWhenMissing);
      return names.split("\n").filter(Boolean);
    },
    put: async (path, file) => void (await rclone(["copyto", file, at(path)])),
    async digest(path) {
      const hash = createHash("sha256");
      await rclone(["cat", at(path)], { output: hash });
      return hash.digest("hex");
    },
    remove: async path => void (await rclone(["deletefile", at(path)])),
  };
}

async function secretIn(file: string): Promise<string> {
  return (await readFile(file, "utf8")).trim();
}

function emptyWhenMissing(error: unknown): string {
  if (error instanceof CommandError && error.code === NO_FOLDER) return "";
  throw error;
}
