import type * as docker from "@pulumi/docker";
import { HARDENED, limits, type Mounted, mounts, ON_DEMAND, ONE_SHOT } from "../../common/docker/container";
import { followed } from "../../common/docker/follows";
import { LABELS } from "../../common/docker/labels";
import { MEMORY } from "../../common/docker/memory";
import type { Foundation } from "../../foundation/docker";
import type { PrepareSpec } from "../../steward/prepare";
import type { BackupJob } from "./jobs";
import { TEMPORARY } from "./place";

interface Parts {
  foundation: Foundation;
  name: string;
  mounted: readonly Mounted[];
}

/** What every container that works on the repository has. */
function stewardArgs({ foundation, mounted }: Parts): Omit<docker.ContainerArgs, "labels"> {
  return {
    ...HARDENED,
    ...limits(MEMORY.job),
    image: foundation.image("steward"),
    // Files of every owner are read.
    user: "0:0",
    capabilities: { adds: ["CAP_DAC_OVERRIDE"], drops: ["ALL"] },
    mounts: mounts(mounted),
    networksAdvanced: [{ name: foundation.network.name }],
  };
}

const ROOM = [`TMPDIR=${TEMPORARY}`, "HOME=/tmp"];

export function prepareArgs(parts: Parts, spec: PrepareSpec): docker.ContainerArgs {
  return {
    ...stewardArgs(parts),
    ...ONE_SHOT,
    command: ["prepare", JSON.stringify(spec)],
    envs: ROOM,
    labels: parts.foundation.labels("fill", parts.name, { [LABELS.follows]: followed("fill", parts.name) }),
  };
}

/** The container of a job, which stands ready. */
export function jobArgs(parts: Parts, job: BackupJob): docker.ContainerArgs {
  return {
    ...stewardArgs(parts),
    ...ON_DEMAND,
    command: [job.verb, JSON.stringify(job.spec)],
    envs: [...ROOM, `DAYTWO_JOB=${job.name}`],
    labels: parts.foundation.jobLabels(job.name, job.schedule),
  };
}
