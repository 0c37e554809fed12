import type * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "../../common/checks";
import type { DatabaseEngine } from "../../database";
import type { Place } from "../../target/aws/place";
import type { Admission } from "../../target/aws/shared";
import type { BackupType } from "./types";

/** How a database that was restored from a backup can be asked. */
export interface AskedDatabase {
  engine: DatabaseEngine;
  /** The user who administers it. */
  user: string;
  /** The database in it. */
  name: string;
  tls: boolean;
  /** Where it stands. */
  place: Place;
  /** Its own door, which the restored one has as well. */
  admission: Admission;
  /** The key that its data is encrypted with. */
  keyArn: pulumi.Input<string>;
}

/** Windows of an instance of RDS. */
export interface ClosedWindows {
  /** "sun:07:00-sun:08:00". */
  maintenanceWindow: string;
  /** "01:00-02:00"; not there where it takes no backups itself. */
  backupWindow?: string;
}

/** What this row's databases and file stores say of how they are backed up and restored. */
export interface Recovery {
  arn: pulumi.Input<string>;
  type: BackupType;
  /** Whether AWS Backup may keep it restorable to any second; else it sees to that itself. */
  continuous: boolean;
  /** Whether it is a bucket that is known to have versions, which AWS Backup needs. */
  versioned?: boolean;
  /** When AWS Backup can begin no snapshot of it, in UTC. @default - it can at any time, as of Aurora */
  closed?: ClosedWindows;
  /** Where restore tests put it. @default - where AWS Backup infers: the default VPC */
  overrides?: Record<string, pulumi.Input<string>>;
  /** @default - it is no database, or one that cannot be asked */
  asked?: AskedDatabase;
}

/** What a part says of it; nothing where it is not of this row. */
export function recoveryIn(part: unknown): Recovery | undefined {
  return isRecoverable(part) ? part.recovery : undefined;
}

function isRecoverable(part: unknown): part is { recovery: Recovery } {
  return isPlainObject(part) && isPlainObject(part.recovery);
}
