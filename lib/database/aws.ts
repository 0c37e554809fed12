import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import type { Recovery } from "../backups/aws/recovery";
import { accountOf } from "../common/aws/account";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { preset } from "../common/environment";
import { InputError } from "../common/errors";
import { tags } from "../common/tags";
import { type Place, placeOf } from "../target/aws/place";
import type { Admission } from "../target/aws/shared";
import type { WatchedDatabase } from "../target/aws/watch";
import type { StoredSecret } from "../target/spec";
import type { AwsDatabaseArgs, DatabaseChildren } from "./aws/args";
import { Credentials } from "./aws/credentials";
import { ENGINE_FACTS } from "./aws/engines";
import { DatabaseGround, LOG_DAYS } from "./aws/ground";
import { onlyGrows } from "./aws/growing";
import { type DatabaseParts, databaseDetails, existingDatabase, recoveryOf, watchedOf } from "./aws/parts";
import { databaseCheck, NO_FOUNDATION, wiredDatabaseCheck } from "./aws/rules";
import { clusterArgs, type Ground, instanceArgs, memberArgs } from "./aws/server";
import { type Wanted, wantedOf } from "./aws/wanted";
import type { Database as Contract, DatabaseEngine } from "./index";

export type { AwsDatabaseArgs as DatabaseArgs, ExistingDatabase, Serverless } from "./aws/args";

/**
 * PostgreSQL or MySQL on RDS, or Aurora Serverless v2: encrypted, reachable only by the containers of the target that it is
 * given to, over encrypted connections. In production it has a server in another zone, is protected against deletion, and
 * leaves a snapshot behind. Its passwords are made and renewed within AWS, and are never in the state.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const foundation = new aws.Foundation("shop-foundation");
 * const database = new aws.Database("shop-database", { foundation, version: "16", memory: "4GiB" });
 * new aws.DeploymentTarget("shop", { foundation, database, services: { web: { image } } });
 * ```
 */
export class Database extends Component<DatabaseChildren> implements Contract {
  static readonly check = databaseCheck;

  readonly engine: DatabaseEngine;
  readonly port: number;
  readonly host: pulumi.Output<string>;
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  /** How containers are let in. */
  readonly admission: Admission;
  /** What the alarms look at. */
  readonly watched: WatchedDatabase;
  /** The instance or cluster by its ARN, for backups. */
  readonly arn: pulumi.Output<string>;
  /** How it is backed up. */
  readonly recovery: Recovery;
  /** What it was made on; not there for a database that was there already. */
  readonly place: Place | undefined;
  /** What it is found by. */
  readonly operations: pulumi.Output<object>;
  private readonly tags: Record<string, string>;
  private readonly wanted: Wanted;

  constructor(
    private readonly name: string,
    private readonly args: AwsDatabaseArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    checked(name, args, wiredDatabaseCheck(name));
    super("daytwo:aws:Database", name, { transform: { ...args.transform } }, opts);
    this.wanted = wantedOf(args);
    this.tags = tags(args.application ?? name, this.wanted.environment, args.tags);
    const { existing } = args;
    const { engine } = this.wanted;
    this.place = existing ? undefined : groundOf(name, args);
    const parts = existing ? existingDatabase(engine, existing, accountOf(this)) : this.make(groundOf(name, args));
    const { host, url, admission, watched, arn } = parts;

    this.engine = engine;
    this.host = host;
    this.port = admission.port;
    this.secrets = { DATABASE_URL: url };
    this.admission = admission;
    this.watched = watched;
    this.arn = arn;
    this.recovery = parts.recovery;
    this.operations = databaseDetails(parts);
    this.registerOutputs({ host: this.host });
  }

  private make(place: Place): DatabaseParts {
    const ground = this.makeGround(place);
    const { securityGroupId } = ground;
    const { kind, engine } = this.wanted;
    const server = kind === "aurora" ? this.makeCluster(ground) : this.makeInstance(ground);
    const admission = { securityGroupId, port: ENGINE_FACTS[engine].port };
    const { url, functionName } = this.makeCredentials(server, ground, { ...place, ...this.within(admission) });
    const recovery = recoveryOf(this.wanted, server.arn, ground, admission, place);
    return { ...server, url, admission, recovery, watched: watchedOf(this.wanted, server.identifier, functionName) };
  }

  private makeGround({ network }: Place): DatabaseGround {
    const { name, args, wanted, tags } = this;
    const { keyArn, transform } = args;
    return new DatabaseGround(name, { wanted, keyArn, network, tags, transform }, { parent: this });
  }

  private makeInstance(ground: Ground): Server {
    const instance = this.child("instance", rds.Instance, instanceArgs(this.wanted, ground), this.keeping);
    const { identifier, address: host, arn, masterUserSecrets } = instance;
    return { identifier, host, arn, adminSecretArn: adminSecret(masterUserSecrets) };
  }

  private makeCluster(ground: Ground): Server {
    const { protect, multiZone } = this.wanted;
    const cluster = this.child("cluster", rds.Cluster, clusterArgs(this.wanted, ground), this.keeping);
    const members = (multiZone ? [1, 2] : [1]).map(index =>
      this.child("member", rds.ClusterInstance, memberArgs(this.wanted, ground, cluster, index), {
        of: String(index),
        protect,
      }),
    );
    // A cluster answers once its first server does.
    const host = pulumi
      .all([cluster.endpoint, pulumi.all(members.map(({ id }) => id))])
      .apply(([endpoint]) => endpoint);
    const { clusterIdentifier: identifier, arn, masterUserSecrets } = cluster;
    return { identifier, host, arn, adminSecretArn: adminSecret(masterUserSecrets) };
  }

  /**
   * How what holds the data is kept. It never becomes less. What would replace it, such as another name, makes the new one first; RDS refuses that,
   * since the old one has the identifier, and so nothing is deleted, where nothing is protected either. How long every moment
   * is kept AWS Backup sets, where it is to do that, and would be set back with each update.
   */
  private get keeping() {
    const { protect, keepsItself, kind } = this.wanted;
    const ignoreChanges = ["backupRetentionPeriod", kind === "aurora" ? "preferredBackupWindow" : "backupWindow"];
    const hooks = onlyGrows(this.name);
    return { protect, hooks, deleteBeforeReplace: false, ...(!keepsItself && { ignoreChanges }) };
  }

  private makeCredentials({ host, adminSecretArn }: Server, { keyArn }: Ground, place: Place): Credentials {
    const { engine, name: database, tls, environment } = this.wanted;
    const { rotation = "30 days", stewardImage: image, transform } = this.args;
    const port = ENGINE_FACTS[engine].port;
    const logDays = LOG_DAYS[preset(environment)];
    const whom = { engine, host, port, database, tls, adminSecretArn, keyArn, rotation };
    return new Credentials(
      `${this.name}-credentials`,
      { ...whom, place, image, logDays, transform: transform?.credentials },
      { parent: this },
    );
  }

  /** The place as the task has it that makes logins: let in, and with nothing else of the target's. */
  private within(admission: Admission): Omit<Place, "cluster" | "network"> {
    const { task, secrets } = this.args.transform ?? {};
    const shared = { environment: {}, secrets: {}, admissions: { database: admission }, rights: [] };
    const transform = { ...(task && { task }), ...(secrets && { secrets }) };
    return {
      shared,
      transform,
      environment: this.wanted.environment,
      tags: this.tags,
      registry: undefined,
      logs: undefined,
      architecture: undefined,
      scheduleGroup: undefined,
      keepsLogs: false,
    };
  }
}

interface Server {
  /** Its own, which is not the ground's where it was imported. */
  identifier: pulumi.Output<string>;
  host: pulumi.Output<string>;
  arn: pulumi.Output<string>;
  /** Of the user who administers it; RDS keeps it. */
  adminSecretArn: pulumi.Output<string>;
}

function adminSecret(secrets: pulumi.Output<{ secretArn: string }[]>): pulumi.Output<string> {
  return secrets.apply(([first]) => first?.secretArn ?? "");
}

/** @throws InputError when there is none, which the check has told already */
function groundOf(name: string, { foundation }: AwsDatabaseArgs): Place {
  const place = placeOf(foundation);
  if (!place) throw new InputError(name, [{ path: "foundation", message: NO_FOUNDATION }]);
  return place;
}
