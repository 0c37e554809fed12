import type * as pulumi from "@pulumi/pulumi";

/** A registry to push to, by whoever runs it. */
export interface Place {
  /** Its host, and the path that images go below; comes out once it can be pushed to. */
  address: pulumi.Output<string>;
  /** @default - those of `docker login` */
  credentials?: { username: pulumi.Input<string>; password: pulumi.Input<string> };
}
