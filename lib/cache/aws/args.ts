import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as elasticache from "@pulumi/aws/elasticache";
import type * as kms from "@pulumi/aws/kms";
import type * as secretsmanager from "@pulumi/aws/secretsmanager";
import type * as pulumi from "@pulumi/pulumi";
import type { Transforms } from "../../common/component";
import type { CacheArgs } from "../index";

/** Versions of Valkey that ElastiCache has (Amazon ElastiCache user guide, "Supported engines and versions"). */
export const VERSIONS = ["7.2", "8.0", "8.1", "8.2"] as const;

/** A cache that is there already, on ElastiCache or elsewhere in the network; nothing of it is changed. */
export interface ExistingCache {
  host: pulumi.Input<string>;
  /** @default 6379 */
  port?: number;
  /** The secret with the URL, which containers get as CACHE_URL; it may go on with a key of its JSON: "arn:…:secret:shop-AbCdEf:url::". */
  secretArn: pulumi.Input<string>;
  /** The key that the secret is encrypted with, where it is not Secrets Manager's own. @default - Secrets Manager's own */
  secretKeyArn?: pulumi.Input<string>;
  /** The security group of the cache, which is made to admit each container. */
  securityGroupId: pulumi.Input<string>;
  /** The identifiers of its nodes on ElastiCache, at most 10: "shop-001". @default - none: no alarms and no charts */
  nodes?: pulumi.Input<string>[];
}

/** Every kind of child that a cache has. */
export interface CacheChildren {
  key: kms.KeyArgs;
  subnets: elasticache.SubnetGroupArgs;
  securityGroup: ec2.SecurityGroupArgs;
  parameters: elasticache.ParameterGroupArgs;
  logGroup: cloudwatch.LogGroupArgs;
  group: elasticache.ReplicationGroupArgs;
  secret: secretsmanager.SecretArgs;
  secretVersion: secretsmanager.SecretVersionArgs;
}

export interface AwsCacheArgs extends CacheArgs {
  /**
   * The type of the nodes, in place of `memory`: "cache.m7g.large".
   *
   * @default - the smallest of cache.t4g, cache.m7g and cache.r7g that has `memory` for entries, a quarter being left to the server
   */
  nodeType?: string;
  /** The version of Valkey. @default "8.0" */
  version?: (typeof VERSIONS)[number];
  /** Whether a second node in another zone stands by. @default - production true, staging only where entries are `persistent` */
  multiZone?: boolean;
  /**
   * The password, 16 to 128 characters. Another one is added to it, which holds along with the one before, until the next.
   *
   * @default - one that is made up once, and is kept
   */
  password?: pulumi.Input<string>;
  /** The key that all of it is encrypted with, by its ARN. It cannot be changed later. @default - a new one */
  keyArn?: pulumi.Input<string>;
  /** A cache that is there already, in place of a new one; with `persistent` its alarms take its entries for data. @default - a new one */
  existing?: ExistingCache;
  /** Reshapes children, by kind. @default - none */
  transform?: Transforms<CacheChildren>;
}
