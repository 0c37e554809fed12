import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { Size } from "../common/size";
import type { LogAggregation } from "../logs";
import type { StoredSecret } from "../target/spec";

/** What a cache keeps, and how much. */
export interface CacheSpec {
  /** Memory for entries; the least recently used go first when it is full. @default "256MiB" */
  memory?: Size;
  /** Whether entries outlive a restart. @default false */
  persistent?: boolean;
}

export interface CacheArgs extends ComponentArgs, CacheSpec {
  /** Where its output goes. @default - the platform's plain logs */
  logs?: LogAggregation;
}

/** Contract of the column: a cache that speaks the Redis protocol. */
export interface Cache extends pulumi.Resource {
  /** What a service is given to connect: `CACHE_URL`. */
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  readonly host: pulumi.Output<string>;
  readonly port: number;
}
