import * as pulumi from "@pulumi/pulumi";
import type { AskedDatabase, ClosedWindows, Recovery } from "../../backups/aws/recovery";
import type { Account } from "../../common/aws/account";
import { json } from "../../common/json";
import { mebibytes } from "../../common/size";
import type { DatabaseDetails } from "../../operations/aws/details";
import type { Place } from "../../target/aws/place";
import type { Admission } from "../../target/aws/shared";
import type { WatchedDatabase } from "../../target/aws/watch";
import type { StoredSecret } from "../../target/spec";
import type { DatabaseEngine } from "../index";
import type { AwsDatabaseArgs, ExistingDatabase } from "./args";
import { ENGINE_FACTS } from "./engines";
import type { Ground } from "./server";
import { ADMIN, type Wanted, wantedOf } from "./wanted";

const GIBIBYTE = 1_073_741_824;

/** What a database is to others. */
export interface DatabaseParts {
  host: pulumi.Output<string>;
  url: StoredSecret;
  admission: Admission;
  watched: WatchedDatabase;
  /** Of the instance or cluster. */
  arn: pulumi.Output<string>;
  recovery: Recovery;
}

/** A database that was there already. */
export function existingDatabase(
  engine: DatabaseEngine,
  existing: ExistingDatabase,
  { partition, region, id }: Account,
): DatabaseParts {
  const { identifier, aurora, host, secretArn, secretKeyArn, securityGroupId, connections, storage } = existing;
  const port = existing.port ?? ENGINE_FACTS[engine].port;
  const kind = aurora ? "cluster" : "db";
  const arn = pulumi.interpolate`arn:${partition}:rds:${region}:${id}:${kind}:${identifier}`;
  return {
    host: pulumi.output(host),
    arn,
    // Where it stands is not known, nor who may set its password.
    recovery: { arn, type: aurora ? "Aurora" : "RDS", continuous: true },
    url: { stored: secretArn, ...(secretKeyArn !== undefined && { key: secretKeyArn }) },
    admission: { securityGroupId, port },
    watched: {
      ...(aurora ? { clusterIdentifier: identifier } : { instanceIdentifier: identifier }),
      ...(connections !== undefined && { maximumConnections: connections }),
      ...(storage !== undefined && { storageBytes: mebibytes(storage) * 1_048_576 }),
    },
  };
}

/** How a new one is backed up, and restored: into its own network, where it is asked. */
export function recoveryOf(
  wanted: Wanted,
  arn: pulumi.Input<string>,
  { subnetGroup, securityGroupId, keyArn }: Ground,
  admission: Admission,
  place: Place,
): Recovery {
  const { kind, engine, name, tls, keepsItself } = wanted;
  const asked: AskedDatabase = { engine, user: ADMIN, name, tls, admission, place, keyArn };
  return {
    arn,
    type: kind === "aurora" ? "Aurora" : "RDS",
    continuous: !keepsItself,
    overrides: { dbSubnetGroupName: subnetGroup, vpcSecurityGroupIds: json([securityGroupId]) },
    asked,
    ...(kind === "instance" && { closed: closedWindows(wanted) }),
  };
}

/** What of that shows before anything is made, for rules. */
export function plannedRecovery({ existing, ...args }: AwsDatabaseArgs): object {
  if (existing) return { continuous: true };
  const wanted = wantedOf(args);
  const { kind, keepsItself } = wanted;
  return { continuous: !keepsItself, ...(kind === "instance" && { asked: {}, closed: closedWindows(wanted) }) };
}

function closedWindows({ maintenanceWindow, backupWindow, backupRetention }: Wanted): ClosedWindows {
  return { maintenanceWindow, ...(backupRetention > 0 && { backupWindow }) };
}

/** What the operations must know to take a snapshot of it, and to restore it. */
export function databaseDetails({ arn, watched }: DatabaseParts): pulumi.Output<{ database: DatabaseDetails }> {
  const { instanceIdentifier, clusterIdentifier } = watched;
  const kind: DatabaseDetails["kind"] = clusterIdentifier === undefined ? "instance" : "cluster";
  const identifier = clusterIdentifier ?? instanceIdentifier ?? "";
  return pulumi.all([arn, identifier]).apply(([arn, identifier]) => ({ database: { kind, identifier, arn } }));
}

/** What the alarms look at of a new one. */
export function watchedOf(
  { kind, storage, connections }: Wanted,
  identifier: pulumi.Output<string>,
  rotation: pulumi.Output<string>,
): WatchedDatabase {
  const maximumConnections = connections;
  if (kind === "aurora") return { clusterIdentifier: identifier, serverless: true, maximumConnections, rotation };
  return { instanceIdentifier: identifier, maximumConnections, storageBytes: storage * GIBIBYTE, rotation };
}
