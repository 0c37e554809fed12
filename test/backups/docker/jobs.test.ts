import type { TestPlan } from "daytwo/testing";
import { type Job, jobsIn, PASSWORD, planned } from "./planned";

describe("the jobs of a database and files", () => {
  let result: TestPlan;
  let jobs: Record<string, Job>;
  beforeAll(async () => {
    result = await planned({ checkQuery: "select count(*) from orders" });
    jobs = jobsIn(result);
  });

  test("are made by the calendar", () => {
    const times = Object.fromEntries(
      Object.entries(jobs).map(([name, { verb, schedule }]) => [name, `${verb} at ${schedule}`]),
    );
    expect(times).toEqual({
      "backup-dump": "dump at 0 3 * * *",
      "backup-base": "base-backup at 30 3 * * *",
      "backup-wal": "ship-wal at */5 * * * *",
      "backup-restore-test": "restore-test at 0 7 1 * *",
      "backup-files": "files at 15 3 * * *",
      "backup-verify": "verify at 0 5 * * *",
      "backup-purge": "purge at 30 5 * * 0",
    });
  });

  test("keep daily and weekly backups, and the log for the time that can be gone back to", () => {
    expect(jobs["backup-dump"]?.spec.keep).toEqual({ daily: 14, weekly: 56 });
    expect(jobs["backup-wal"]?.spec).toMatchObject({ keep: { days: 14 }, archive: "/wal", window: 64 });
    expect(jobs["backup-base"]?.spec).toMatchObject({ keep: { days: 14 }, archive: "/wal" });
  });

  test("ask the database as its administrator, whose password is a file", () => {
    expect(jobs["backup-dump"]?.spec.database).toEqual({
      engine: "postgres",
      host: "shop-database",
      port: 5432,
      user: "postgres",
      passwordFile: "/run/secrets/database/admin",
      database: "app",
    });
    expect(jobs["backup-restore-test"]?.spec.check).toEqual({ query: "select count(*) from orders" });
  });

  test("see what they need, and files only to read", () => {
    const repository = ["/repository", "/run/secrets/backup (read-only)", "/scratch"];
    expect(jobs["backup-verify"]?.mounts).toEqual(repository);
    expect(jobs["backup-files"]?.mounts).toEqual([...repository, "/files (read-only)"]);
    expect(jobs["backup-wal"]?.mounts).toEqual([...repository, "/run/secrets/database (read-only)", "/wal"]);
  });

  test("what a restore put aside goes after a week", () => {
    const olderThan = 604_800;
    expect(jobs["backup-purge"]?.spec.folders).toEqual([
      { path: "/var/lib/postgresql/data", olderThan, only: { asideOf: "server" } },
      { path: "/wal", olderThan, only: { asideOf: "" } },
      { path: "/files", olderThan, only: { asideOf: "" } },
    ]);
    expect(jobs["backup-purge"]?.spec.databases).toEqual({ connection: jobs["backup-dump"]?.spec.database, olderThan });
    expect(jobs["backup-purge"]?.mounts).toContain("/run/secrets/database (read-only)");
  });

  test("stand ready, and are not started by the update", () => {
    for (const name of ["dump", "wal", "verify"])
      expect(result.named(`shop-backups-${name}-job`).inputs).toMatchObject({
        start: false,
        mustRun: false,
        restart: "no",
      });
  });

  test("and no definition has the password", () => {
    expect(JSON.stringify(result.resources)).not.toContain(PASSWORD);
  });
});

test("without going back to any second there is neither a base backup nor the log, nor a test when it is not wanted", async () => {
  const jobs = jobsIn(await planned({ pointInTime: false, restoreTest: false, hour: 23 }));
  expect(Object.keys(jobs).sort()).toEqual(["backup-dump", "backup-files", "backup-purge", "backup-verify"]);
  expect(jobs["backup-verify"]?.schedule).toBe("0 1 * * *");
  expect(jobs["backup-purge"]?.spec.folders).toContainEqual({ path: "/wal", olderThan: 604_800, only: "segments" });
});

test("settings and git repositories are backed up where they are given, with their secrets in files", async () => {
  const result = await planned({
    configuration: { "production.env": "KEY=hunter2" },
    git: {
      repositories: { shop: "https://example.com/shop.git" },
      credentials: "https://robot:hunter2@example.com",
    },
  });
  const jobs = jobsIn(result);
  expect(jobs["backup-configuration"]?.mounts).toContain("/configuration (read-only)");
  expect(jobs["backup-git"]?.spec).toMatchObject({
    mirrors: { shop: "https://example.com/shop.git" },
    credentialsFile: "/run/secrets/backup/git-credentials",
    work: "/scratch/mirrors",
  });
  expect(JSON.stringify(result.resources)).not.toContain("hunter2");
});

test("backups lie in a protected volume, or in a bucket whose keys are files", async () => {
  expect((await planned()).named("shop-backups-repository").protect).toBe(true);
  expect((await planned({ environment: "staging" })).named("shop-backups-repository").protect ?? false).toBe(false);
  const bucket = {
    bucket: "backups",
    endpoint: "https://s3.example.com",
    region: "eu",
    accessKeyId: "id",
    secretAccessKey: "hunter2",
  };
  const result = await planned({ repository: bucket });
  expect(result.resources.map(({ name }) => name)).not.toContain("shop-backups-repository");
  expect(jobsIn(result)["backup-verify"]?.spec.repository).toEqual({
    location: "s3:https://s3.example.com/backups/backups",
    passwordFile: "/run/secrets/backup/password",
    keys: { accessKeyFile: "/run/secrets/backup/access-key", secretKeyFile: "/run/secrets/backup/secret-key" },
    region: "eu",
    cache: "/scratch/cache",
  });
  expect(JSON.stringify(result.resources)).not.toContain("hunter2");
});

test("what a person must see to is told", async () => {
  const said = async (args: Parameters<typeof planned>[0]) =>
    (await planned(args, ({ confirmations }) => ({ confirmations }))).outputs.confirmations;
  expect(await said({})).toEqual([
    "keep a copy of the backups' password off the host: without it they cannot be read",
    "copy the backups off the host, or give a bucket as repository: the host's loss takes both",
  ]);
});
