import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { type ComponentArgs, componentChecks } from "../common/args";
import * as check from "../common/checks";
import { Component, type Transforms } from "../common/component";
import { Clock, type ClockChildren } from "../common/docker/clock";
import { type ImagePart, type Images, imageMirrorCheck, imageReference, imagesCheck } from "../common/docker/images";
import { KEEPS_LABELS, LABELS, type Label, labels, ownLabels, type Role } from "../common/docker/labels";
import { Preflight, type Published } from "../common/docker/preflight";
import { type ImageSource, stewardBuild } from "../common/docker/stewardImage";
import { kebab } from "../common/names";
import type { Size } from "../common/size";
import type { Foundation as Contract, FoundationArgs as ContractArgs } from "./index";

export interface FoundationChildren {
  network: docker.NetworkArgs;
  image: docker.RemoteImageArgs;
}

export interface FoundationArgs extends ContractArgs {
  /** Images in place of the row's own, by what they do: best each with its digest. @default - the row's, by version */
  images?: Images;
  /** A registry that holds the row's images under their own paths, for a host without the internet. @default - the public registries */
  imageMirror?: string;
  /**
   * The least room on the disk that Docker keeps its data on, where the program runs on the host itself; less fails the
   * update before anything is made.
   *
   * @default "1GiB"
   */
  leastDisk?: Size;
  /** Reshapes children, by kind. @default - none */
  transform?: Transforms<FoundationChildren & ClockChildren>;
}

const { foundation: _, ...common } = componentChecks;

const foundationCheck = check.object<FoundationArgs>({
  ...common,
  takesOver: check.text(),
  images: imagesCheck,
  imageMirror: imageMirrorCheck,
  leastDisk: check.size("1MiB", "16TiB"),
  transform: check.transforms,
});

/**
 * What all parts on one Docker host share: a network, and the images that the row runs besides the user's own. The host is
 * the one that Pulumi's Docker provider is configured for: `docker:host` in the stack's configuration, `DOCKER_HOST`, else
 * the local socket. Before the first thing is made there, the host is looked at: whether it answers and lets us, whether the
 * ports that the parts publish are free, and whether there is room on its disk.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 */
export class Foundation extends Component<FoundationChildren> implements Contract {
  static readonly check = foundationCheck;

  readonly network: docker.Network;
  readonly common: ComponentArgs & { application: string };
  private readonly images = new Map<string, pulumi.Output<string>>();
  private readonly preflight: Preflight;
  private ownClock: Clock | undefined;

  constructor(
    private readonly name: string,
    private readonly args: FoundationArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, foundationCheck);
    super("daytwo:docker:Foundation", name, args, opts);
    const { application = name, environment, tags, leastDisk = "1GiB" } = args;
    this.preflight = new Preflight(name, leastDisk);
    this.common = { application, ...(environment && { environment }), ...(tags && { tags }) };
    const network = { driver: "bridge", labels: this.labels("network", name) };
    this.network = this.child("network", docker.Network, network, KEEPS_LABELS);
    this.registerOutputs({ network: this.network.name });
  }

  /**
   * The labels of something on this host. They come out once the host has been looked at, so that nothing is made on one
   * that cannot carry the whole stack.
   *
   * @throws InputError, through the first label, with all that is wrong with the host
   */
  labels(role: Role, of: string, more?: Record<string, pulumi.Input<string>>): Label[] {
    return this.looked(labels(this.common, role, of, more));
  }

  /** The same without tags: for what would be made anew with another. */
  ownLabels(role: Role, of: string, more?: Record<string, pulumi.Input<string>>): Label[] {
    return this.looked(ownLabels(role, of, more));
  }

  private looked([first, ...others]: Label[]): Label[] {
    return first ? [{ ...first, value: this.afterPreflight(first.value) }, ...others] : [];
  }

  /** The labels of a job. One with a schedule, a cron expression in UTC, is started by the clock, which is made with the first. */
  jobLabels(of: string, schedule: string | undefined): Label[] {
    if (schedule === undefined) return this.labels("job", of);
    this.clock();
    return this.labels("job", of, { [LABELS.schedule]: schedule });
  }

  /** What starts the stack's jobs and tells of its containers: one for all, made when the first part needs it. */
  clock(): Clock {
    this.ownClock ??= new Clock(`${this.name}-steward`, this, this.args.transform, { parent: this });
    return this.ownClock;
  }

  /** Says that a container will answer on a port of the host, which must be free; to be called before the container is made. */
  publishes(published: Published): void {
    this.preflight.publishes(published);
  }

  /** The value, once the host has been looked at: for what has no labels. @throws InputError, through the output, with all that is wrong with the host */
  afterPreflight(value: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.all([value, this.preflight.passed]).apply(([text]) => text);
  }

  /**
   * The image of a part, on the host and by its id; `tag` for parts whose version the user chooses, or which is found out for
   * one. The steward's is built on the host, unless the user names one or has a mirror.
   */
  image(part: ImagePart, tag?: ImageTag): pulumi.Output<string> {
    const key = [part, nameOf(tag)].join(":");
    const known = this.images.get(key);
    if (known) return known;
    const { args, options } = this.source(part, tag);
    const wanted = { ...args, name: this.afterPreflight(args.name), keepLocally: true };
    const { imageId } = this.child("image", docker.RemoteImage, wanted, options);
    this.images.set(key, imageId);
    return imageId;
  }

  /** Where an image comes from. */
  private source(part: ImagePart, tag: ImageTag | undefined): ImageSource {
    const { images = {}, imageMirror } = this.args;
    if (part === "steward" && images.steward === undefined && imageMirror === undefined) return stewardBuild();
    const of = tag === undefined ? kebab(part) : `${kebab(part)}-${nameOf(tag)}`;
    const version = pulumi.output(typeof tag === "object" ? tag.version : tag);
    return {
      args: { name: version.apply(known => imageReference(part, images, imageMirror, known)) },
      options: { of },
    };
  }
}

/** A version; or one that is found out, and whose it is. */
type ImageTag = string | { version: pulumi.Output<string>; of: string };

function nameOf(tag: ImageTag | undefined): string | undefined {
  return typeof tag === "object" ? tag.of : tag;
}

/** The given foundation, or one made as a child of `parent`. */
export function foundationFor(
  { foundation, environment, application, tags }: ComponentArgs,
  name: string,
  parent: pulumi.Resource,
): Foundation {
  if (foundation instanceof Foundation) return foundation;
  const own = { application: application ?? name, ...(environment && { environment }), ...(tags && { tags }) };
  return new Foundation(`${name}-foundation`, own, { parent });
}

/** That what is given as `foundation` is one of this row. */
export const isFoundation: check.Check = (value, path, mistakes) => {
  if (!(value instanceof Foundation))
    mistakes.add(path, "is no foundation of this row; write new docker.Foundation(…), or leave it out");
};
