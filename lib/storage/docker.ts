import { Container } from "../common/docker/remade";
import "../common/docker/peer";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as check from "../common/checks";
import { Component, type Transforms } from "../common/component";
import { after } from "../common/docker/after";
import { type Bucket, bucketCheck } from "../common/docker/bucket";
import { HARDENED, type Mounted, mounts, ONE_SHOT, RUN_ANEW } from "../common/docker/container";
import { Files, type FilesChildren } from "../common/docker/files";
import { followed } from "../common/docker/follows";
import { KEEPS_LABELS, LABELS } from "../common/docker/labels";
import { succeeded } from "../common/docker/oneshot";
import { protects } from "../common/environment";
import { type Foundation, foundationFor, isFoundation } from "../foundation/docker";
import type { ShareSpec } from "../steward/share";
import type { StoredSecret } from "../target/spec";
import { BUCKET_VARIABLE, PATH_VARIABLE } from "./defaults";
import type { FileStore as Contract, FileStoreArgs as ContractArgs } from "./index";
import { fileStoreChecks } from "./rules";

/** Every kind of child that a file store has. */
export interface FileStoreChildren {
  volume: docker.VolumeArgs;
  share: docker.ContainerArgs;
}

export interface FileStoreArgs extends ContractArgs {
  /** A bucket of S3, or of what speaks like it, in place of a volume on the host. It must be there. @default - a volume */
  bucket?: Bucket;
  /** Whose the volume is, as "uid" or "uid:gid" of the containers' user. @default - every user of a container may write */
  owner?: string;
  /** Reshapes children, by kind; those of the keys' volume under `keys`. @default - none */
  transform?: Transforms<FileStoreChildren> & { keys?: Transforms<FilesChildren> };
}

const shape = check.object<FileStoreArgs>({
  ...fileStoreChecks,
  foundation: isFoundation,
  bucket: bucketCheck,
  owner: check.text(/^\d{1,10}(?::\d{1,10})?$/, 'write numbers, such as "1000" or "1000:1000"'),
  transform: check.transforms,
});

/** Everything that can be wrong with the args of a file store. */
const fileStoreCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (check.isPlainObject(value) && value.bucket !== undefined && value.owner !== undefined)
    mistakes.add(check.join(path, "owner"), "stands beside bucket, which has none; leave out one of the two");
};

/** Where containers have the volume. */
const FOLDER = "/files";

/**
 * A place for uploaded files: a volume, which every container of the target has at `FILES_PATH`, or a bucket, whose name is
 * in `FILES_BUCKET` and whose keys are files that `AWS_ACCESS_KEY_ID_FILE` and `AWS_SECRET_ACCESS_KEY_FILE` name.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const storage = new docker.FileStore("shop-storage");
 * new docker.DeploymentTarget("shop", { services: { web: { image } }, storage });
 * ```
 */
export class FileStore extends Component<FileStoreChildren> implements Contract {
  static readonly check = fileStoreCheck;

  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  /** The volume, as containers have it; nothing of a bucket. */
  readonly mounted: readonly Mounted[];

  constructor(
    private readonly name: string,
    private readonly args: FileStoreArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(
      "daytwo:docker:FileStore",
      name,
      { transform: { ...check.checked(name, args, fileStoreCheck).transform } },
      opts,
    );
    const foundation = foundationFor(args, name, this);
    this.mounted = args.bucket ? [] : [{ from: this.makeVolume(foundation), at: FOLDER }];
    this.secrets = args.bucket ? this.makeKeys(foundation, args.bucket) : {};
    this.environment = args.bucket ? bucketEnvironment(args.bucket) : { [PATH_VARIABLE]: FOLDER };
    this.registerOutputs({ environment: this.environment });
  }

  /** A volume that its users can write to: a new one is root's. */
  private makeVolume(foundation: Foundation): pulumi.Output<string> {
    const { name, args } = this;
    const labels = foundation.labels("volume", name);
    const protect = protects(args.environment ?? "production");
    const volume = this.child("volume", docker.Volume, { labels }, { ...KEEPS_LABELS, protect });
    const spec: ShareSpec = { folder: FOLDER, ...(args.owner !== undefined && { owner: args.owner }) };
    const sharing: docker.ContainerArgs = {
      ...HARDENED,
      ...ONE_SHOT,
      capabilities: { adds: ["CAP_CHOWN", "CAP_FOWNER"], drops: ["ALL"] },
      image: foundation.image("steward"),
      command: ["share", JSON.stringify(spec)],
      user: "0:0",
      networkMode: "none",
      mounts: mounts([{ from: volume.name, at: FOLDER }]),
      labels: foundation.labels("fill", name, { [LABELS.follows]: followed("fill", name) }),
    };
    const share = this.child("share", Container, sharing, RUN_ANEW);
    return after(succeeded(share, name), volume.name);
  }

  private makeKeys(foundation: Foundation, { accessKeyId, secretAccessKey }: Bucket): Record<string, StoredSecret> {
    const files = pulumi
      .all([accessKeyId, secretAccessKey])
      .apply(([id, key]) => ({ id: { content: id }, key: { content: key } }));
    const transform = this.args.transform?.keys;
    const { volume } = new Files(`${this.name}-keys`, { foundation, files, transform }, { parent: this });
    return {
      AWS_ACCESS_KEY_ID: { stored: pulumi.interpolate`${volume}/id` },
      AWS_SECRET_ACCESS_KEY: { stored: pulumi.interpolate`${volume}/key` },
    };
  }
}

/** The names that AWS's own libraries read, for what they have names for. */
function bucketEnvironment({ bucket, prefix, endpoint, region }: Bucket): Record<string, string> {
  return {
    [BUCKET_VARIABLE]: bucket,
    ...(prefix !== undefined && { FILES_PREFIX: prefix }),
    ...(endpoint !== undefined && { AWS_ENDPOINT_URL_S3: endpoint }),
    ...(region !== undefined && { AWS_REGION: region }),
  };
}
