import type * as pulumi from "@pulumi/pulumi";
import { ACCESS_KEY_FILE, type Bucket, SECRET_KEY_FILE } from "../../common/docker/bucket";
import type { Mounted } from "../../common/docker/container";
import type { Repository } from "../../steward/repository";

const REPOSITORY = "/repository";
const SECRETS = "/run/secrets/backup";
const SCRATCH = "/scratch";

/** The names of files in the volume of secrets. */
export const PASSWORD_FILE = "password";
export const GIT_CREDENTIALS_FILE = "git-credentials";

export const GIT_CREDENTIALS = `${SECRETS}/${GIT_CREDENTIALS_FILE}`;
export const MIRRORS = `${SCRATCH}/mirrors`;

/** For what tools write on the way: more than what a folder in memory has room for. */
export const TEMPORARY = SCRATCH;

/** Where a job finds the repository, the secrets, and room to work. */
export function repositoryMounts(volumes: {
  repository: pulumi.Input<string> | undefined;
  secrets: pulumi.Input<string>;
  scratch: pulumi.Input<string>;
}): Mounted[] {
  return [
    ...(volumes.repository === undefined ? [] : [{ from: volumes.repository, at: REPOSITORY }]),
    { from: volumes.secrets, at: SECRETS, readOnly: true },
    { from: volumes.scratch, at: SCRATCH },
  ];
}

/** The repository, as the steward is told of it. */
export function repositorySpec(bucket: Bucket | undefined): Repository {
  const common = { passwordFile: `${SECRETS}/${PASSWORD_FILE}`, cache: `${SCRATCH}/cache` };
  if (!bucket) return { location: REPOSITORY, ...common };
  const { endpoint = "https://s3.amazonaws.com", bucket: name, prefix = "backups", region } = bucket;
  const keys = { accessKeyFile: `${SECRETS}/${ACCESS_KEY_FILE}`, secretKeyFile: `${SECRETS}/${SECRET_KEY_FILE}` };
  return { location: `s3:${endpoint}/${name}/${prefix}`, ...common, keys, ...(region !== undefined && { region }) };
}
