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
import { Container } from "./remade";

export interface FilesChildren {
  volume: docker.VolumeArgs;
  fill: docker.ContainerArgs;
}

export interface FilesArgs {
  foundation: Foundation;
  /** What to write, by path within the volume. */
  files: pulumi.Input<FillSpec["files"]>;
  /** Other volumes that files are taken from. @default - none */
  from?: Mounted[];
  /**
   * Whether the volume stays when `files` change: for what is made up once, such as a password. Otherwise a change makes a
   * new volume, so that containers which still run go on with what they started with.
   *
   * @default false
   */
  stable?: boolean;
  /** Whether the volume must be unprotected before it can be deleted. @default false */
  protect?: boolean;
  /** Reshapes children, by kind. @default - none */
  transform?: Transforms<FilesChildren> | undefined;
}

/**
 * A volume and what is in it, written by a one-shot container: what containers with a read-only root, and secrets that must
 * not be seen in a container's definition, need. The contents are secret in the state, and nowhere else on the host than in
 * the volume: the one-shot container empties what it was told. Files have the mode "0444" unless told, since images run as
 * users of their own; a volume is mounted only into the containers that need it, and Docker keeps all from the host's users.
 */
export class Files extends Component<FilesChildren> {
  /** The name of the volume, once it is filled. */
  readonly volume: pulumi.Output<string>;

  constructor(name: string, args: FilesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:docker:Files", name, args, opts);
    const { foundation, from = [] } = args;
    const content = pulumi.secret(pulumi.output(args.files).apply(files => JSON.stringify({ to: "/to", files })));

    const volume = this.makeVolume(name, args, content);
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
    const fill = this.child("fill", Container, filling, RUN_ANEW);
    this.volume = after(succeeded(fill, name), volume.name);
    this.registerOutputs({ volume: this.volume });
  }

  /** Labels cannot be changed: what makes another volume is the content's alone, and never a tag, which would restart its readers. */
  private makeVolume(
    name: string,
    { foundation, stable = false, protect = false }: FilesArgs,
    content: pulumi.Output<string>,
  ): docker.Volume {
    const labels = stable
      ? foundation.labels("volume", name)
      : foundation.ownLabels("volume", name, { [LABELS.content]: content.apply(digest) });
    return this.child("volume", docker.Volume, { labels }, { ...(stable && KEEPS_LABELS), protect });
  }
}

/** Stands in for the contents: whoever can read a volume's labels can read the volume. */
function digest(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
