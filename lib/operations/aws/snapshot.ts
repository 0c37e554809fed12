import { PlainError } from "../../common/errors";
import { fit } from "../../common/names";
import type { DatabaseDetails } from "./details";
import { isNamed } from "./explain";
import type { System } from "./system";

const SNAPSHOT_HOURS = 24;

/** The longest name of a snapshot (Amazon RDS API reference, "CreateDBSnapshot"). */
const NAME_LIMIT = 255;

/** A snapshot of the database, which nothing deletes but a person. Its name tells the moment, so that it is made once however often it is asked for. */
export async function snapshot(
  system: System,
  job: string,
  database: DatabaseDetails,
  follow: (line: string) => void,
): Promise<string> {
  const name = fit(`${database.identifier}-${stamp(new Date())}`, NAME_LIMIT);
  const kind = database.kind === "cluster" ? clusters(system, database, name) : instances(system, database, name);
  await kind.create().catch((error: unknown) => {
    // It was made, and the answer was lost.
    if (!isNamed(error, "DBSnapshotAlreadyExists", "DBClusterSnapshotAlreadyExists")) throw error;
  });
  follow(`RDS makes the snapshot ${name}`);
  return system.until(SNAPSHOT_HOURS, `RDS goes on with the ${job}, ${name}`, async () => {
    const status = await kind.status();
    if (status === "failed") throw new PlainError(`RDS could not make the snapshot ${name}`);
    return status === "available" ? `snapshot ${name}, kept until it is deleted by hand` : undefined;
  });
}

/** `20260131t120000z`: letters and digits, which names in RDS take. */
export function stamp(moment: Date): string {
  return moment
    .toISOString()
    .replace(/\.\d+|[-:]/g, "")
    .toLowerCase();
}

interface Kind {
  create(): Promise<unknown>;
  status(): Promise<string | undefined>;
}

function instances({ clients, stack }: System, { identifier }: DatabaseDetails, name: string): Kind {
  const rds = clients.rds();
  const request = { DBInstanceIdentifier: identifier, DBSnapshotIdentifier: name, Tags: tagsOf(stack) };
  return {
    create: () => rds.createDBSnapshot(request),
    status: async () => (await rds.describeDBSnapshots({ DBSnapshotIdentifier: name })).DBSnapshots?.[0]?.Status,
  };
}

function clusters({ clients, stack }: System, { identifier }: DatabaseDetails, name: string): Kind {
  const rds = clients.rds();
  const which = { DBClusterSnapshotIdentifier: name };
  return {
    create: () => rds.createDBClusterSnapshot({ ...which, DBClusterIdentifier: identifier, Tags: tagsOf(stack) }),
    status: async () => (await rds.describeDBClusterSnapshots(which)).DBClusterSnapshots?.[0]?.Status,
  };
}

function tagsOf(stack: string): { Key: string; Value: string }[] {
  return [{ Key: "daytwo:stack", Value: stack }];
}
