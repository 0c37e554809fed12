import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { BackupPolicy } from "../../backups";
import type { Environment } from "../../common/environment";
import type { AlarmTopics } from "../../notifications/aws";
import type { BackupDetails } from "../../operations/aws/details";
import type { Place } from "../../target/aws/place";
import { Steward } from "../aws";
import type { CloudWatchMetric } from "../cloudwatch";
import type { Secret, StewardBackupPolicy, StewardBackupTransforms } from "./args";
import { backupJobs, takingJobs } from "./backupJobs";
import { locationOf, repositoryBucket } from "./bucket";
import { stored } from "./secrets";

export interface StewardBackupsArgs extends StewardBackupPolicy {
  password: Secret;
  policy: Required<BackupPolicy>;
  application: string;
  place: Place;
  environment: Environment;
  topics: AlarmTopics | undefined;
  tags: Record<string, string>;
  transform?: StewardBackupTransforms | undefined;
}

/** The steward's backups: a repository in a bucket, and the jobs that fill it, prove it and keep it in order. */
export class StewardBackups extends pulumi.ComponentResource {
  /** The repository, in restic's words. */
  readonly repository: pulumi.Output<string>;
  /** The AWS CLI call that runs each job once, by the job's name. */
  readonly runCommands: Record<string, pulumi.Output<string>>;
  /** Where each job's successes are counted, by the job's name. */
  readonly successes: Readonly<Record<string, CloudWatchMetric>>;
  /** The security group of each job, for a database to admit. */
  readonly securityGroupIds: Record<string, pulumi.Output<string>>;
  /** What the operations must know to run the jobs, and which of them take a backup. */
  readonly details: pulumi.Output<Pick<BackupDetails, "jobs" | "takes">>;

  constructor(name: string, args: StewardBackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:StewardBackups", name, {}, opts);
    const { policy, application, place, environment, topics, tags, transform, stewardImage: image } = args;
    const region = getRegionOutput({}, { parent: this }).region;
    const kept = { environment, tags, transform: transform?.repository };
    const bucket = repositoryBucket(`${name}-repository`, kept, this);
    this.repository = locationOf(bucket, region);
    const told = stored(name, args, { ...place, tags, transform: transform?.steward }, this);
    const jobs = backupJobs({ ...told, ...policy, location: this.repository, bucketArn: bucket.arn, region });
    const how = { application, place, jobs, region, image, topics, tags, transform: transform?.steward };
    const steward = new Steward(name, how, { parent: this });

    this.successes = steward.successes;
    this.runCommands = steward.runCommands;
    this.securityGroupIds = steward.securityGroupIds;
    this.details = pulumi.output({ jobs: steward.details, takes: takingJobs(jobs) });
    this.registerOutputs({ repository: this.repository, runCommands: this.runCommands });
  }
}
