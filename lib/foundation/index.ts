import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";

/** A foundation stands on nothing. */
export interface FoundationArgs extends Omit<ComponentArgs, "foundation"> {
  /**
   * The name of a deployment target with the same parent, which an earlier version of the stack made all this in: it is taken
   * over from it, and not made anew. On platforms where it never was the target's, nothing follows from it.
   *
   * @default - nothing is taken over
   */
  takesOver?: string;
}

/**
 * Contract of the column: what all parts of an application stand on, where a platform needs such a thing: the network and
 * the cluster on AWS, the network of a Docker host. A part that is given none makes one of its own, or says that it needs one.
 */
export interface Foundation extends pulumi.Resource {}
