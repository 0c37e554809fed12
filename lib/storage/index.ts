import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { StoredSecret } from "../target/spec";

export interface FileStoreArgs extends ComponentArgs {}

/** Contract of the column: a place for the files that users upload. */
export interface FileStore extends pulumi.Resource {
  /** Environment variables that tell a container where its files are. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** What a container is given to reach them; empty where it needs none. */
  readonly secrets: Readonly<Record<string, StoredSecret>>;
}
