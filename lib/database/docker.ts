import { Container } from "../common/docker/remade";
import "../common/docker/peer";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { aliasOf } from "../common/docker/alias";
import { KEEPS_LABELS } from "../common/docker/labels";
import type { Monitoring } from "../common/docker/monitoring";
import { protects } from "../common/environment";
import { type Foundation, foundationFor } from "../foundation/docker";
import { loggingOf } from "../target/docker/logging";
import type { StoredSecret } from "../target/spec";
import { databaseSpec } from "./defaults";
import type { DatabaseArgs, DatabaseChildren } from "./docker/args";
import type { DatabaseBackup } from "./docker/backup";
import { databaseFiles } from "./docker/files";
import { heldBy, sameName } from "./docker/held";
import { databaseMonitoring, EXPORTER_PORT } from "./docker/monitoring";
import { ADMIN, ARCHIVE, DATA, PASSWORDS, PORT, VOLUME } from "./docker/paths";
import { databaseCheck } from "./docker/rules";
import { exporterArgs, serverArgs } from "./docker/server";
import { onceReadable, versionOf } from "./docker/version";
import type { Database as Contract } from "./index";

export type { DatabaseArgs } from "./docker/args";
export type { DatabaseBackup } from "./docker/backup";

/** What the database's lines are found by in the logs. */
const SOURCE = "database";

/**
 * PostgreSQL in a container, with its data in a volume, its write-ahead log archived into another, and an exporter of its
 * figures. Passwords are made up on the host and are never in the state. A change of its settings or its memory restarts it:
 * for some seconds no service can ask it. Another major version could not read what is there, and is refused.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const database = new docker.Database("shop-database", { version: "16", memory: "2GiB" });
 * new docker.DeploymentTarget("shop", { services: { web: { image } }, database });
 * ```
 */
export class Database extends Component<DatabaseChildren> implements Contract {
  static readonly check = databaseCheck;

  readonly engine = "postgres";
  readonly port = PORT;
  readonly host: pulumi.Output<string>;
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  readonly monitoring: Monitoring;
  /** What a backup must know of it. */
  readonly backup: DatabaseBackup;
  private readonly foundation: Foundation;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:docker:Database", name, { transform: { ...checked(name, args, databaseCheck).transform } }, opts);
    this.foundation = foundationFor(args, name, this);
    const spec = databaseSpec(args);
    const alias = aliasOf(name);
    const protect = protects(args.environment ?? "production");
    const { logDriver, logOpts } = loggingOf(SOURCE, args.logs);
    const common = { foundation: this.foundation, alias, spec, logging: { logDriver, logOpts } };
    const held = heldBy(alias);
    const version = args.version ?? { of: alias, version: versionOf(held, spec.version) };
    const image = onceReadable(name, held, this.foundation.image("postgres", version));

    const wanted = { foundation: this.foundation, host: alias, database: sameName(name, held, spec.name), protect };
    const { exporter, ...files } = databaseFiles(name, wanted, args.transform?.files, this);
    const [data, archive] = [this.makeVolume("data", protect), this.makeVolume("archive", protect)];
    const server = this.child(
      "server",
      Container,
      serverArgs({ ...common, image, volumes: { ...files, data, archive } }),
      // Two servers on one volume would destroy it. A tag is not worth a restart.
      { ...KEEPS_LABELS, deleteBeforeReplace: true },
    );
    this.child("exporter", Container, exporterArgs(common, exporter), { dependsOn: server });

    this.host = pulumi.output(alias);
    this.secrets = { DATABASE_URL: { stored: pulumi.interpolate`${files.passwords}/url` } };
    this.monitoring = databaseMonitoring(name, `${alias}-exporter:${EXPORTER_PORT}`);
    const passwordFile = `${PASSWORDS}/admin`;
    this.backup = {
      connection: { engine: "postgres", host: alias, port: PORT, user: ADMIN, passwordFile, database: spec.name },
      passwords: { from: files.passwords, at: PASSWORDS, readOnly: true },
      archive: { from: archive, at: ARCHIVE },
      data: { from: data, at: VOLUME },
      folder: DATA,
    };
    this.registerOutputs({ host: this.host });
  }

  private makeVolume(kind: "data" | "archive", protect: boolean): pulumi.Output<string> {
    const labels = this.foundation.labels("volume", this.childName(kind));
    return this.child(kind, docker.Volume, { labels }, { ...KEEPS_LABELS, protect }).name;
  }
}
