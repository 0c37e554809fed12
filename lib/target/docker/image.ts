import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import { buildArgs } from "../../registry/docker/image";
import { imageOf, isReleased } from "../image";
import type { ImageSource } from "../spec";
import type { Place } from "./place";

/** Every kind of child that a container's image has. */
export interface ImageChildren {
  image: docker.RemoteImageArgs;
  build: docker.ImageArgs;
}

/** The image that a container runs, on the host. */
export class ContainerImage extends Component<ImageChildren> {
  /** By it the container is made: a tag may move, an id does not. */
  readonly id: pulumi.Output<string>;

  constructor(
    name: string,
    source: string,
    container: ImageSource,
    private readonly place: Place,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:docker:ContainerImage", name, { transform: place.transform?.image }, opts);
    const { build } = container;
    const local = build !== undefined && place.registry === undefined && !isReleased(source);
    this.id = local ? this.build(source, build) : this.pull(imageOf(source, container, place.registry));
    this.registerOutputs({ id: this.id });
  }

  /** Built on the host where it runs, it need not be pushed anywhere. */
  private build(source: string, build: NonNullable<ImageSource["build"]>): pulumi.Output<string> {
    const { application } = this.place.foundation.common;
    const repository = `${application}/${source}`.toLowerCase().replace(/[^a-z0-9/._-]/g, "-");
    const reference = `localhost/${repository}:${pulumi.getStack().toLowerCase()}`;
    const imageName = this.place.foundation.afterPreflight(reference);
    const args = { imageName, build: buildArgs(build, this.place.architecture), skipPush: true, buildOnPreview: false };
    return this.child("build", docker.Image, args).repoDigest;
  }

  /** An image that the host has already is not pulled; one that is not there, and cannot be pulled, fails the update before anything is stopped. */
  private pull(reference: pulumi.Output<string>): pulumi.Output<string> {
    // Images stay on the host: what runs needs them, and a rollback does.
    const name = this.place.foundation.afterPreflight(reference);
    return this.child("image", docker.RemoteImage, { name, keepLocally: true }).imageId;
  }
}
