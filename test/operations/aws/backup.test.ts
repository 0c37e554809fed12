import type { AwsDetails } from "../../../lib/operations/aws/details";
import { failure, operationsOn } from "../../support/awsOperations";
import { type Answer, AwsServer, type Fault, Refusal } from "../../support/awsServer";

const ARN = "arn:aws:rds:eu-west-1:123456789012:db:shop";
const database: AwsDetails["database"] = { kind: "instance", identifier: "shop", arn: ARN };
const vault = { name: "shop-vault", role: "arn:aws:iam::123456789012:role/backup", resources: [ARN], keepDays: 14 };

/** RDS, whose snapshots are ready at the second look. */
function rds() {
  const snapshots = new Map<unknown, number>();
  const answers: Record<string, Answer> = {
    CreateDBSnapshot: ({ DBSnapshotIdentifier }) => {
      if (snapshots.has(DBSnapshotIdentifier)) throw new Refusal("DBSnapshotAlreadyExists", "exists");
      snapshots.set(DBSnapshotIdentifier, 0);
      return "";
    },
    DescribeDBSnapshots: ({ DBSnapshotIdentifier }) => {
      const looks = (snapshots.get(DBSnapshotIdentifier) ?? 0) + 1;
      snapshots.set(DBSnapshotIdentifier, looks);
      const status = looks > 1 ? "available" : "creating";
      return `<DBSnapshots><DBSnapshot><Status>${status}</Status></DBSnapshot></DBSnapshots>`;
    },
  };
  return { server: new AwsServer(answers), snapshots };
}

test("takes a snapshot of a database that nothing else backs up", async () => {
  const { server, snapshots } = rds();
  const told: string[] = [];
  const [run] = await (await operationsOn(server, { database })).backUp(line => told.push(line));
  const [name = ""] = [...snapshots.keys()].map(String);
  expect(name).toMatch(/^shop-\d{8}t\d{6}z$/);
  expect(run).toMatchObject({
    job: "snapshot of shop",
    exitCode: 0,
    message: `snapshot ${name}, kept until it is deleted by hand`,
  });
  expect(told).toEqual([`snapshot of shop: RDS makes the snapshot ${name}`]);
});

test.each<[fault: Fault]>([["lost"], ["reset"], ["broken"]])("takes it once when the answer is %s", async fault => {
  const { server, snapshots } = rds();
  server.faults = [fault, undefined, fault];
  const [run] = await (await operationsOn(server, { database })).backUp(() => {});
  expect([run?.exitCode, snapshots.size]).toEqual([0, 1]);
});

test("has AWS Backup take what is in its vault, and keeps that as long as a daily one", async () => {
  const asked: Record<string, unknown>[] = [];
  const states = ["CREATED", "RUNNING", "COMPLETED"];
  const server = new AwsServer({
    "PUT /backup-jobs": input => {
      asked.push(input);
      return { BackupJobId: "1" };
    },
    "GET /backup-jobs/1": () => ({ BackupJobId: "1", State: states.shift() }),
  });
  server.faults = ["lost"];
  const runs = await (await operationsOn(server, { database, backups: { vault, jobs: {}, takes: [] } })).backUp(
    () => {},
  );
  expect(runs).toMatchObject([
    { job: "backup of shop", exitCode: 0, message: "kept in the vault shop-vault for 14 days" },
  ]);
  expect(asked[0]).toMatchObject({ ResourceArn: ARN, Lifecycle: { DeleteAfterDays: 14 } });
  // What is asked for again is asked for by the same token.
  expect(new Set(asked.map(({ IdempotencyToken }) => IdempotencyToken)).size).toBe(1);
});

test("one that fails keeps no other from being taken", async () => {
  const server = new AwsServer({
    ...rds().server.answers,
    "PUT /backup-jobs": () => ({ BackupJobId: "1" }),
    "GET /backup-jobs/1": () => ({ State: "FAILED", StatusMessage: "role has no rights" }),
  });
  const bucket = { ...vault, resources: ["arn:aws:s3:::shop-uploads", "arn:aws:s3:::shop-more"] };
  const operations = await operationsOn(server, { database, backups: { vault: bucket, jobs: {}, takes: [] } });
  expect((await operations.backUp(() => {})).map(({ job, exitCode, message }) => [job, exitCode, message])).toEqual([
    ["snapshot of shop", 0, expect.stringContaining("kept until")],
    ["backup of shop-uploads", 1, "AWS Backup: role has no rights"],
    ["backup of shop-more", 1, "AWS Backup: role has no rights"],
  ]);
});

test("says when there is nothing to back up", async () => {
  expect(await failure((await operationsOn(new AwsServer({}))).backUp(() => {}))).toBe(
    "backup: the stack has nothing that is backed up; write backups in its program",
  );
});

test("an interruption ends all, and says what goes on", async () => {
  const interruption = new AbortController();
  const { server } = rds();
  const operations = await operationsOn(server, { database }, { signal: interruption.signal });
  expect(await failure(operations.backUp(() => interruption.abort()))).toMatch(
    /^interrupted: RDS goes on with the snapshot of shop, shop-\d{8}t\d{6}z$/,
  );
});
