import * as pulumi from "@pulumi/pulumi";

/** A resource of a provider that doesn't exist: any inputs, and one output that only its provider knows. */
export class Thing extends pulumi.CustomResource {
  declare readonly value: pulumi.Output<unknown>;
  declare readonly made: pulumi.Output<string>;

  constructor(name: string, args: Record<string, unknown> = {}, opts?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, { value: undefined, made: undefined, ...args }, opts);
  }
}

/** A component that makes things. */
export class Group extends pulumi.ComponentResource {
  constructor(name: string, make: (parent: Group) => unknown = () => {}, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, {}, opts);
    make(this);
    this.registerOutputs({ done: true });
  }
}

export class Provider extends pulumi.ProviderResource {
  constructor(name: string, opts?: pulumi.ResourceOptions) {
    super("test", name, {}, opts);
  }
}
