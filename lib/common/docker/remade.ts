import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

/**
 * What the provider would only note in the state when it changes, and never bring to the container: it has no way to update
 * these, and does not ask for another container (terraform-provider-docker, resource_docker_container.go: no ForceNew within).
 */
const MADE_WITH = ["mounts", "tmpfs", "healthcheck", "init"];

/**
 * A container that is made anew when something changes that it was made with: its secrets and its configuration, which are
 * volumes. The one before it goes first, as the provider has it, unless `deleteBeforeReplace` says otherwise.
 */
export class Container extends docker.Container {
  constructor(name: string, args: docker.ContainerArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { replaceOnChanges = [] } = opts;
    super(name, args, { deleteBeforeReplace: true, ...opts, replaceOnChanges: [...MADE_WITH, ...replaceOnChanges] });
  }
}
