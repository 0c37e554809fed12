import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import { ACCESS_KEY_FILE, type Bucket, bucketKeys, SECRET_KEY_FILE } from "../../common/docker/bucket";
import { HARDENED, limits, type Mounted, mounts, ON_DEMAND } from "../../common/docker/container";
import { Files } from "../../common/docker/files";
import { KEEPS_LABELS } from "../../common/docker/labels";
import { MEMORY } from "../../common/docker/memory";
import { Container } from "../../common/docker/remade";
import type { Foundation } from "../../foundation/docker";
import type { ArchiveLogsSpec } from "../../steward/archive-logs";
import type { ArchiveChildren, DockerLogAggregationArgs } from "./args";
import { FOLDER } from "./collector";

export interface ArchiveArgs {
  foundation: Foundation;
  /** The collector's volume. */
  logs: pulumi.Output<string>;
  /** Days that logs stay with the collector, and days until they are deleted from the archive. */
  hotDays: number;
  keptDays: number;
  to: Bucket | undefined;
  protect: boolean;
  transform: NonNullable<DockerLogAggregationArgs["transform"]>["archive"];
}

const ARCHIVE = "/archive";
const KEYS = "/run/secrets";

/** Once a day, at a quiet hour, after the day's files were closed. */
const SCHEDULE = "20 2 * * *";

/** The job that takes old files to the archive, and the archive itself where it is a volume of the host. */
export class Archive extends Component<ArchiveChildren> {
  /** The archive's volume; not there when it is a bucket. */
  readonly volume: pulumi.Output<string> | undefined;

  constructor(name: string, args: ArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:docker:LogArchive", name, { transform: { ...args.transform } }, opts);
    const { foundation, logs, to, protect } = args;
    this.volume = to ? undefined : this.makeVolume(foundation, name, protect);
    const keys = to && this.makeKeys(name, args, to);
    const mounted: Mounted[] = [
      { from: logs, at: FOLDER },
      ...(this.volume ? [{ from: this.volume, at: ARCHIVE }] : []),
      ...(keys ? [{ from: keys.volume, at: KEYS, readOnly: true }] : []),
    ];
    this.child("job", Container, {
      ...HARDENED,
      ...ON_DEMAND,
      ...limits(MEMORY.job),
      image: foundation.image("steward"),
      command: ["archive-logs", JSON.stringify(archiveSpec(args))],
      // The volumes' roots are root's.
      user: "0:0",
      mounts: mounts(mounted),
      ...(to ? { networksAdvanced: [{ name: foundation.network.name }] } : { networkMode: "none" }),
      labels: foundation.jobLabels(name, SCHEDULE),
    });
    this.registerOutputs({ volume: this.volume });
  }

  private makeVolume(foundation: Foundation, name: string, protect: boolean): pulumi.Output<string> {
    return this.child(
      "volume",
      docker.Volume,
      { labels: foundation.labels("volume", name) },
      { ...KEEPS_LABELS, protect },
    ).name;
  }

  private makeKeys(name: string, { foundation, transform }: ArchiveArgs, to: Bucket): Files {
    const args = { foundation, files: bucketKeys(to), transform: transform?.keys };
    return new Files(`${name}-keys`, args, { parent: this });
  }
}

function archiveSpec({ to, hotDays, keptDays }: ArchiveArgs): ArchiveLogsSpec {
  return {
    from: FOLDER,
    to: to ? bucketOf(to) : { folder: ARCHIVE },
    olderThanDays: hotDays,
    deleteAfterDays: keptDays,
  };
}

function bucketOf({ bucket, prefix, endpoint, region }: Bucket): ArchiveLogsSpec["to"] {
  return {
    bucket,
    ...(prefix !== undefined && { prefix }),
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    accessKeyFile: `${KEYS}/${ACCESS_KEY_FILE}`,
    secretKeyFile: `${KEYS}/${SECRET_KEY_FILE}`,
  };
}
