import { randomBytes } from "node:crypto";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import * as kms from "@pulumi/aws/kms";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { keyArgs } from "../common/aws/key";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { preset, protects } from "../common/environment";
import { InputError } from "../common/errors";
import { json } from "../common/json";
import { tags } from "../common/tags";
import { type Place, placeOf } from "../target/aws/place";
import { RECOVERY_DAYS } from "../target/aws/secrets";
import type { Admission } from "../target/aws/shared";
import type { WatchedCache } from "../target/aws/watch";
import type { StoredSecret } from "../target/spec";
import type { AwsCacheArgs, CacheChildren } from "./aws/args";
import { type CacheParts, existingCache } from "./aws/existing";
import { cacheCheck, NO_FOUNDATION, wiredCacheCheck } from "./aws/rules";
import { type Ground, groupArgs, LOG_DAYS, LOGS, PORT, parametersArgs, watchedOf } from "./aws/server";
import { type Wanted, wantedOf } from "./aws/wanted";
import type { Cache as Contract } from "./index";

export type { AwsCacheArgs as CacheArgs, ExistingCache } from "./aws/args";

/** ElastiCache takes 40 characters for a group, of which Pulumi's suffix takes 8. */
const LIMIT = 32;

/** In bytes; half of the characters that ElastiCache takes at the most, as hexadecimal digits. */
const PASSWORD_BYTES = 32;

/**
 * Valkey on ElastiCache: encrypted, reachable only by the containers of the target that it is given to, with a password,
 * over TLS. In production a second node in another zone takes over from one that fails. The least recently used entries go
 * first when its memory is full.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const foundation = new aws.Foundation("shop-foundation");
 * const cache = new aws.Cache("shop-cache", { foundation, memory: "1GiB" });
 * new aws.DeploymentTarget("shop", { foundation, cache, services: { web: { image } } });
 * ```
 */
export class Cache extends Component<CacheChildren> implements Contract {
  static readonly check = cacheCheck;

  readonly port: number;
  readonly host: pulumi.Output<string>;
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  /** How containers are let in. */
  readonly admission: Admission;
  /** What the alarms look at. */
  readonly watched: WatchedCache;
  /** What it was made on; not there for a cache that was there already. */
  readonly place: Place | undefined;
  private readonly wanted: Wanted;
  private readonly tags: Record<string, string>;

  constructor(
    private readonly name: string,
    private readonly args: AwsCacheArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Cache", name, checked(name, args, wiredCacheCheck(name)), opts);
    this.wanted = wantedOf(args);
    this.tags = tags(args.application ?? name, this.wanted.environment, args.tags);
    const { existing } = args;
    this.place = existing ? undefined : groundOf(name, args);
    const parts = existing ? existingCache(existing, args) : this.make(groundOf(name, args));

    this.host = parts.host;
    this.port = parts.admission.port;
    this.secrets = { CACHE_URL: parts.url };
    this.admission = parts.admission;
    this.watched = parts.watched;
    this.registerOutputs({ host: this.host });
  }

  private make(place: Place): CacheParts {
    const ground = this.makeGround(place);
    const group = this.makeGroup(ground);
    this.sayLoss();
    return {
      host: group.primaryEndpointAddress,
      url: this.makeSecret(group, ground),
      admission: { securityGroupId: ground.securityGroupId, port: PORT },
      watched: watchedOf(this.wanted, group.replicationGroupId),
    };
  }

  private makeGround({ network }: Place): Ground {
    const { name, tags, wanted } = this;
    const { subnetIds, vpcId } = network;
    const subnets = { subnetIds, description: `Where ${name} stands`, tags };
    const description = `${name}, which admits each container by a rule of its own`;
    return {
      // With Pulumi's suffix it is a name that no other group has.
      identifier: this.child("subnets", elasticache.SubnetGroup, subnets, { limit: LIMIT }).name,
      securityGroupId: this.child("securityGroup", ec2.SecurityGroup, { vpcId, description, tags }).id,
      keyArn: this.args.keyArn ?? this.makeKey(),
      parameters: this.child("parameters", elasticache.ParameterGroup, parametersArgs(name, wanted, tags)).name,
      logGroups: LOGS.map(of => this.makeLogGroup(of)),
      tags,
    };
  }

  private makeKey(): pulumi.Output<string> {
    const { environment } = this.wanted;
    const args = keyArgs(`Entries and password of ${this.name}`, environment, this.tags);
    return this.child("key", kms.Key, args, { protect: protects(environment) }).arn;
  }

  private makeLogGroup(of: string): pulumi.Output<string> {
    const { environment } = this.wanted;
    const args = { retentionInDays: LOG_DAYS[preset(environment)], tags: this.tags };
    return this.child("logGroup", cloudwatch.LogGroup, args, { of, protect: protects(environment) }).name;
  }

  /** A password that is made up here is so each time anew: the first one is kept. */
  private makeGroup(ground: Ground): elasticache.ReplicationGroup {
    const { password } = this.args;
    const args = groupArgs(this.name, this.wanted, ground, password ?? randomBytes(PASSWORD_BYTES).toString("hex"));
    return this.child("group", elasticache.ReplicationGroup, args, {
      protect: this.wanted.protect,
      // Another group cannot have its identifier; entries that are to last are not deleted for that.
      deleteBeforeReplace: !this.wanted.persistent,
      ...(password === undefined && { ignoreChanges: ["authToken"] }),
    });
  }

  /** The password comes from the group's own state, where the first one is kept, as a secret. */
  private makeSecret({ authToken, primaryEndpointAddress }: elasticache.ReplicationGroup, ground: Ground) {
    const { tags, wanted } = this;
    const recoveryWindowInDays = RECOVERY_DAYS[preset(wanted.environment)];
    const secret = this.child("secret", secretsmanager.Secret, {
      kmsKeyId: ground.keyArn,
      recoveryWindowInDays,
      tags,
    });
    const password = authToken.apply(token => encodeURIComponent(token ?? ""));
    const url = pulumi.interpolate`rediss://:${password}@${primaryEndpointAddress}:${PORT}/0`;
    const secretString = pulumi.secret(json({ url }));
    const version = this.child("secretVersion", secretsmanager.SecretVersion, { secretId: secret.id, secretString });
    // In this very version, so that another password makes a rollout.
    return { stored: pulumi.interpolate`${version.arn}:url::${version.versionId}`, key: ground.keyArn };
  }

  private sayLoss(): void {
    if (!this.wanted.persistent) return;
    const loss = "ElastiCache has no log of them on a disk: they are in a second node, and in a snapshot a day";
    pulumi.log.info(`persistent: entries outlive the loss of one node; ${loss}`, this);
  }
}

/** @throws InputError when there is none, which the check has told already */
function groundOf(name: string, { foundation }: AwsCacheArgs): Place {
  const place = placeOf(foundation);
  if (!place) throw new InputError(name, [{ path: "foundation", message: NO_FOUNDATION }]);
  return place;
}
