import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { Recovery } from "../backups/aws/recovery";
import { type Account, accountOf } from "../common/aws/account";
import { keyArgs } from "../common/aws/key";
import type { Statement } from "../common/aws/policy";
import { PrivateBucket } from "../common/aws/privateBucket";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { days } from "../common/duration";
import { type Environment, preset, protects } from "../common/environment";
import { tags } from "../common/tags";
import type { StoredSecret } from "../target/spec";
import type { AwsFileStoreArgs, ExistingBucket, FileStoreChildren } from "./aws/args";
import { fileLifecycle, logLifecycle } from "./aws/lifecycle";
import { bucketNameOf } from "./aws/name";
import { fileRights, loggingRights } from "./aws/rights";
import { fileStoreCheck, namedFileStoreCheck } from "./aws/rules";
import { BUCKET_VARIABLE } from "./defaults";
import type { FileStore as Contract } from "./index";

export type { AwsFileStoreArgs as FileStoreArgs, ExistingBucket } from "./aws/args";

const RECOVERABLE = { staging: "7 days", production: "30 days" } as const;

/** Where the files lie. */
interface Place {
  name: pulumi.Output<string>;
  arn: pulumi.Output<string>;
  keyArn: pulumi.Input<string> | undefined;
}

/**
 * A bucket of S3 for uploaded files: private, encrypted, over HTTPS only, with versions, so that what is overwritten or
 * deleted can be brought back, and with a log of who read and wrote what. Every container of the target has its name in
 * `FILES_BUCKET`, and the right to read and write in it by its own role: there are no keys.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const storage = new aws.FileStore("shop-storage", { infrequentAfter: "60 days" });
 * new aws.DeploymentTarget("shop", { storage, services: { web: { image } } });
 * ```
 */
export class FileStore extends Component<FileStoreChildren> implements Contract {
  static readonly check = fileStoreCheck;

  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly secrets: Readonly<Record<string, StoredSecret>> = {};
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What the containers' roles may do with the files. */
  readonly rights: readonly Statement[];
  /** How it is backed up. */
  readonly recovery: Recovery;
  private readonly preset: Environment;
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: AwsFileStoreArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { transform, existing } = checked(name, args, namedFileStoreCheck(name));
    super("daytwo:aws:FileStore", name, { transform: { ...transform } }, opts);
    this.preset = args.environment ?? "production";
    this.tags = tags(args.application ?? name, this.preset, args.tags);
    const account = accountOf(this);
    const files = existing ? placeOf(existing, account) : this.make(account);

    this.bucketName = files.name;
    this.arn = files.arn;
    this.rights = fileRights(files.arn, files.keyArn, account);
    this.environment = { [BUCKET_VARIABLE]: files.name, AWS_REGION: account.region };
    this.recovery = { arn: files.arn, type: "S3", continuous: true, versioned: !existing };
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  private make(account: Account): Place {
    const keyArn = this.args.keyArn ?? this.makeKey();
    const { bucketName: name, arn } = this.makeBucket(keyArn);
    // What another account uploads is ours all the same, and no list of its own says who may read it.
    this.child("ownership", s3.BucketOwnershipControls, { bucket: name, rule: { objectOwnership: OWNER_ENFORCED } });
    const { accessLogs = "90 days" } = this.args;
    if (accessLogs !== false) this.logAccess({ name, arn, keyArn }, days(accessLogs), account);
    return { name, arn, keyArn };
  }

  private makeKey(): pulumi.Output<string> {
    const args = keyArgs(`Files of ${this.name}`, this.preset, this.tags);
    return this.child("key", kms.Key, args, { protect: protects(this.preset) }).arn;
  }

  private makeBucket(keyArn: pulumi.Input<string>): PrivateBucket {
    const { recoverable = RECOVERABLE[preset(this.preset)], infrequentAfter, transform } = this.args;
    const lifecycle = fileLifecycle(days(recoverable), infrequentAfter && days(infrequentAfter));
    const kept = { protect: protects(this.preset), versions: true, keyArn, lifecycle, tags: this.tags };
    return new PrivateBucket(this.name, { ...kept, transform: transform?.bucket }, { parent: this });
  }

  /** S3 writes them with its own keys alone (Amazon S3 user guide, "Enabling Amazon S3 server access logging"). */
  private logAccess({ name, arn }: Place, kept: number, account: Account): void {
    const logs = new PrivateBucket(
      `${this.name}-access-logs`,
      {
        protect: protects(this.preset),
        lifecycle: logLifecycle(kept),
        statements: own => [loggingRights(own, arn, account)],
        tags: this.tags,
        transform: this.args.transform?.logBucket,
      },
      { parent: this },
    );
    const where = { bucket: name, targetBucket: logs.bucketName, targetPrefix: "" };
    this.child("logging", s3.BucketLogging, where, { dependsOn: logs });
  }
}

const OWNER_ENFORCED = "BucketOwnerEnforced";

function placeOf({ bucket, keyArn }: ExistingBucket, { partition }: Account): Place {
  const name = pulumi.output(bucket).apply(given => bucketNameOf(given) ?? given);
  return { name, arn: pulumi.interpolate`arn:${partition}:s3:::${name}`, keyArn };
}
