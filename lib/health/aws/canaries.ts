import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as synthetics from "@pulumi/aws/synthetics";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "../../common/aws/account";
import { assumableBy } from "../../common/aws/policy";
import { PrivateBucket, type PrivateBucketChildren } from "../../common/aws/privateBucket";
import { Component, type Transforms } from "../../common/component";
import type { Endpoint } from "../../target";
import { ARTIFACTS, canaryPermissions } from "./permissions";
import { PROBE_HANDLER, PROBE_KEY, probeArchive } from "./probe";

/** Every kind of child that canaries have. */
export interface CanariesChildren extends PrivateBucketChildren {
  script: s3.BucketObjectv2Args;
  role: iam.RoleArgs;
  permissions: iam.RolePolicyArgs;
  canary: synthetics.CanaryArgs;
}

export interface CanariesArgs {
  endpoints: readonly Endpoint[];
  /** Minutes between two runs, 1 to 60. */
  interval: number;
  timeoutSeconds: number;
  runtimeVersion: string;
  account: Account;
  tags: Record<string, string>;
  transform?: Transforms<CanariesChildren> | undefined;
}

/** How long Synthetics itself keeps the data of a run when not told otherwise. */
const ARTIFACT_DAYS = 31;

/** Synthetics' least: a probe needs no more. */
const MEMORY = 960;

/** Time that Synthetics' own start takes (AWS, Amazon CloudWatch user guide, "Runtime versions using Node.js"). */
const COLD_START_SECONDS = 15;

/** A Synthetics canary for each endpoint, with what they share: a bucket for their script and artifacts, and a role. */
export class Canaries extends Component<CanariesChildren> {
  /** The canary's name, by service. */
  readonly names: Record<string, pulumi.Output<string>>;

  constructor(
    private readonly name: string,
    private readonly args: CanariesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Canaries", name, args, opts);
    const bucket = this.makeBucket();
    const script = this.child("script", s3.BucketObjectv2, {
      bucket: bucket.bucketName,
      key: PROBE_KEY,
      source: probeArchive(),
    });
    const role = this.makeRole(bucket);
    const canaries = args.endpoints.map(
      endpoint => [endpoint.service, this.makeCanary(endpoint, script, role)] as const,
    );
    this.names = Object.fromEntries(canaries);
    this.registerOutputs({ names: this.names });
  }

  private makeBucket(): PrivateBucket {
    const { tags, transform } = this.args;
    // It holds nothing that outlives the canaries, hence it may be emptied with them.
    const args = { protect: false, lifecycle: LIFECYCLE, formerly: this, tags, transform };
    return new PrivateBucket(this.name, args, { parent: this });
  }

  /** Known once it has its permissions: a canary runs as soon as it is made. */
  private makeRole(bucket: PrivateBucket): pulumi.Output<string> {
    const assumeRolePolicy = assumableBy("lambda.amazonaws.com");
    const role = this.child("role", iam.Role, { assumeRolePolicy, tags: this.args.tags }, { limit: 56 });
    const policy = canaryPermissions(this.name, bucket.arn, this.args.account);
    const permitted = this.child("permissions", iam.RolePolicy, { role: role.name, policy });
    return pulumi.all([role.arn, permitted.id]).apply(([arn]) => arn);
  }

  private makeCanary({ service, url, path }: Endpoint, script: s3.BucketObjectv2, roleArn: pulumi.Output<string>) {
    const { interval, timeoutSeconds, runtimeVersion, tags } = this.args;
    const args = {
      runtimeVersion,
      handler: PROBE_HANDLER,
      s3Bucket: script.bucket,
      s3Key: script.key,
      artifactS3Location: pulumi.interpolate`s3://${script.bucket}/${ARTIFACTS}${service}`,
      executionRoleArn: roleArn,
      schedule: {
        expression: interval === 60 ? "rate(1 hour)" : `rate(${interval} ${interval === 1 ? "minute" : "minutes"})`,
      },
      runConfig: {
        timeoutInSeconds: timeoutSeconds + COLD_START_SECONDS,
        memoryInMb: MEMORY,
        environmentVariables: {
          PROBE_URL: pulumi.output(url).apply(known => new URL(path, known).href),
          PROBE_TIMEOUT_MS: String(timeoutSeconds * 1_000),
        },
      },
      startCanary: true,
      deleteLambda: true,
      successRetentionPeriod: ARTIFACT_DAYS,
      failureRetentionPeriod: ARTIFACT_DAYS,
      tags,
    };
    return this.child("canary", synthetics.Canary, args, { of: service }).name;
  }
}

const LIFECYCLE = [
  { id: "artifacts", status: "Enabled", filter: { prefix: ARTIFACTS }, expiration: { days: ARTIFACT_DAYS } },
];
