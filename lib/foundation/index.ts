import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";

/** A foundation stands on nothing. */
export interface FoundationArgs extends Omit<ComponentArgs, "foundation"> {}

/**
 * Contract of the column: what all parts of an application stand on, where a platform needs such a thing: the network of a
 * Docker host. Each part that is given none makes one of its own.
 */
export interface Foundation extends pulumi.Resource {}
