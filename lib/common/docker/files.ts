import { createHash } from "node:crypto";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Foundation } from "../../foundation/docker";
import type { FillSpec } from "../../steward/fill";
import { Component, type Transforms } from "../component";
import { after } from "./after";
import { HARDENED, type Mounted, mounts, ONE_SHOT, RUN_ANEW } from "./container";
import { followed } from "./follows";
import { KEEPS_LABELS, LABELS } from "./labels";
import { succeeded } from "./oneshot";

export interface FilesChildren {
  volume: docker.VolumeArgs;
  fill: docker.ContainerArgs;
}

export interface FilesArgs {
  foundation: Foundation;
  /** What to write, by path within the volume. */
  files: pulumi.Input<FillSpec["files"]>;
  /** Other volumes that files are taken from. */
  from?: Mounted[];
  /**
   * Whether the volume stays when `files` change: for what is made up once, such as a password. Otherwise a change makes a
   * new volume, so that containers which still run go on with what they started with.
   */
  stable?: boolean;
  protect?: boolean;
  transform?: Transforms<FilesChildren> | undefined;
}

/**
 * A volume and what is in it, written by a one-shot container: what containers with a read-only root, and secrets that must
 * not be seen in a container's definition, need. The contents are secret in the state.
 */
export class Files extends Component<FilesChildren> {
  /** The name of the volume, once it is filled. */
  readonly volume: pulumi.Output<string>;

  constructor(name: string, args: FilesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:docker:Files", name, args, opts);
    const { foundation, from = [], stable = false, protect = false } = args;
    const content = pulumi.secret(pulumi.output(args.files).apply(files => JSON.stringify({ to: "/to", files })));

    const version = stable ? [] : [{ label: LABELS.content, value: content.apply(digest) }];
    const marks = [...foundation.labels("volume", name), ...version];
    const volume = this.child("volume", docker.Volume, { labels: marks }, { ...(stable && KEEPS_LABELS), protect });
    const filling: docker.ContainerArgs = {
      ...HARDENED,
      ...ONE_SHOT,
      // What is uploaded cannot reach a read-only root.
      readOnly: false,
      // Files of every owner are read, and the volume's root belongs to root.
      capabilities: { adds: ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER"], drops: ["ALL"] },
      image: foundation.image("steward"),
      command: ["fill", "/fill.json"],
      user: "0:0",
      networkMode: "none",
      uploads: [{ file: "/fill.json", content }],
      mounts: mounts([{ from: volume.name, at: "/to" }, ...from]),
      labels: foundation.labels("fill", name, { [LABELS.follows]: followed("fill", name) }),
    };
    const fill = this.child("fill", docker.Container, filling, RUN_ANEW);
    this.volume = after(succeeded(fill, name), volume.name);
    this.registerOutputs({ volume: this.volume });
  }
}

/** Stands in for the contents: whoever can read a volume's labels can read the volume. */
function digest(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
