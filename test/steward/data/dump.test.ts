import { join } from "node:path";
import { postgres } from "../../../images/steward/src/database/postgres";
import type { DumpSpec } from "../../../lib/steward/dump";
import type { RestoreTestSpec } from "../../../lib/steward/restore-test";
import { describeNeeds } from "../../support/needs";
import { ask, startMariadb } from "./mysql";
import { checksum, initialise, makePlace, type Place, sql, startPostgres } from "./postgres";
import { command, type RunningServer, remove, scratch, secretFile } from "./servers";
import { done, makeSteward, prepare, removeSteward, steward } from "./steward";

beforeAll(makeSteward);
afterAll(removeSteward);

const repositoryIn = (root: string) => ({
  location: join(root, "repository"),
  passwordFile: secretFile(join(root, "key")),
});

describeNeeds(["postgres", "initdb", "pg_dump", "pg_restore", "psql", "restic"], "dumps of PostgreSQL", () => {
  let place: Place;
  let server: RunningServer;
  let spec: DumpSpec;

  beforeAll(async () => {
    place = makePlace();
    initialise(place);
    server = await startPostgres(place);
    sql(server.connection, "create role app login; create role reader", "postgres");
    sql(server.connection, "create database app owner app", "postgres");
    sql(server.connection, "create table orders (id bigserial primary key, note text not null)");
    sql(server.connection, "alter table orders owner to app; grant select on orders to reader");
    sql(server.connection, "insert into orders (note) select md5(i::text) from generate_series(1, 5000) i");
    spec = { repository: repositoryIn(place.root), database: server.connection, keep: { daily: 14, weekly: 56 } };
    await prepare(spec.repository);
    await done("dump", spec);
  });

  afterAll(async () => {
    await server.stop("SIGKILL");
    remove(place.root);
  });

  const tested = (check: RestoreTestSpec["check"], more: Partial<RestoreTestSpec> = {}) =>
    steward("restore-test", { ...spec, keep: undefined, check, ...more });
  const databases = () =>
    sql(server.connection, "select string_agg(datname, ' ' order by datname) from pg_database", "postgres");

  test("a database that was dropped comes back with its rows, owners and rights", async () => {
    const before = checksum(server.connection);
    sql(server.connection, "drop database app with (force)", "postgres");
    await done("restore", { kind: "dump", repository: spec.repository, database: spec.database });
    expect(checksum(server.connection)).toBe(before);
    expect(
      sql(
        server.connection,
        "select tableowner, has_table_privilege('reader', 'orders', 'select') from pg_tables where tablename = 'orders'",
      ),
    ).toBe("app|t");
  });

  test("a database that is there is replaced as a whole, and keeps its owner", async () => {
    sql(server.connection, "alter database app owner to app", "postgres");
    const before = checksum(server.connection);
    sql(server.connection, "delete from orders where id > 100; create table later ()");
    const restored = { kind: "dump", repository: spec.repository, database: spec.database };
    const { message, figures } = await done("restore", restored);
    const kept = String(figures.kept);
    expect(message).toMatch(new RegExp(`has it; what it held is kept as the database ${kept}$`));
    expect(sql(server.connection, "select count(*) from orders", kept)).toBe("100");
    expect(checksum(server.connection)).toBe(before);
    expect(sql(server.connection, "select count(*) from pg_tables where tablename = 'later'")).toBe("0");
    expect(sql(server.connection, "select pg_get_userbyid(datdba) from pg_database where datname = 'app'")).toBe("app");

    const purge = (olderThan: number) => done("purge", { databases: { connection: spec.database, olderThan } });
    sql(server.connection, 'create database "app_before_the_flood"', "postgres");
    expect((await purge(3600)).figures.removed).toBe(0);
    // Names tell seconds.
    while ((await purge(0)).figures.removed === 0);
    expect(databases()).toBe("app app_before_the_flood postgres template0 template1");
    sql(server.connection, 'drop database "app_before_the_flood"', "postgres");
  });

  test("where the new one cannot take the place of a database, that one stays in it", () => {
    const before = checksum(server.connection);
    const [, ...swap] = postgres.replace?.("app", "missing", "aside") ?? [];
    expect(() => {
      for (const statement of swap) sql(server.connection, statement, "postgres");
    }).toThrow('database "missing" does not exist');
    expect(checksum(server.connection)).toBe(before);
  });

  test("the restore test asks the restored database, and leaves nothing", async () => {
    const { code, result } = await tested({ query: "select count(*) from orders", atLeast: 5000 });
    expect([code, result?.outcome, result?.figures.answer]).toEqual([0, "succeeded", "5000"]);
    expect(Number(result?.figures.ageSeconds)).toBeLessThan(600);
    expect(databases()).toBe("app postgres template0 template1");
  });

  test.each<[check: RestoreTestSpec["check"], told: RegExp]>([
    [
      { query: "select count(*) from orders", atLeast: 5001 },
      /^the restored database answers "5000" to the check, and not at least 5001: select count/,
    ],
    [
      { query: "select max(id) from orders", equals: "7" },
      /^the restored database answers "5000" to the check, not "7"/,
    ],
    [{ query: "select count(*) from nothing" }, /relation "nothing" does not exist/],
    [{ query: "select 1 from orders where false" }, /^the restored database gives no answer to the check/],
  ])("the restore test fails on %j, and leaves nothing", async (check, told) => {
    const { code, result, errors } = await tested(check);
    expect([code, result?.outcome]).toEqual([1, "failed"]);
    expect(errors).toMatch(told);
    expect(databases()).toBe("app postgres template0 template1");
  });

  test("the restore test fails on a dump that is too old, and takes away what a killed one left", async () => {
    sql(server.connection, "create database daytwo_restore_test_left", "postgres");
    const { code, errors } = await tested({ query: "select count(*) from orders" }, { oldest: 0.5 });
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^the newest dump can be restored, but is \d+ \w+ old; at most/),
    ]);
    expect(databases()).toBe("app postgres template0 template1");
  });

  test("a dump that fails leaves no backup, and the password is in no message", async () => {
    const { location, passwordFile } = spec.repository;
    const snapshots = () => command("restic", ["-r", location, "--password-file", passwordFile, "snapshots", "--json"]);
    const before = snapshots();
    const { code, errors } = await steward("dump", { ...spec, database: { ...spec.database, database: "missing" } });
    expect([code, errors]).toEqual([1, expect.stringContaining('database "missing" does not exist')]);
    const wrong = secretFile(join(place.root, "wrong"), "hunter2");
    const refused = await steward("dump", { ...spec, database: { ...spec.database, passwordFile: wrong } });
    expect(refused.errors).toContain("password authentication failed");
    expect(refused.errors + JSON.stringify(refused.result)).not.toContain("hunter2");
    expect(snapshots()).toBe(before);
  });

  test("the repository holds nothing in clear", () => {
    const search = `grep -rlE 'orders|c4ca4238a0b923820dcc509a6f75849b' ${spec.repository.location} || true`;
    expect(command("sh", ["-c", search])).toBe("");
  });
});

describeNeeds(["mariadbd", "mariadb-install-db", "mysqldump", "mysql", "restic"], "dumps of MariaDB", () => {
  let root: string;
  let server: RunningServer;
  let spec: DumpSpec;
  const sum = () => ask(server.connection, "select count(*), sum(crc32(concat(id, note))) from orders");

  beforeAll(async () => {
    root = scratch();
    server = await startMariadb(root);
    ask(server.connection, "create table orders (id int primary key auto_increment, note text not null) engine=innodb");
    ask(server.connection, "insert into orders (note) select md5(seq) from seq_1_to_5000");
    ask(server.connection, "create view notes as select note from orders");
    spec = { repository: repositoryIn(root), database: server.connection, keep: { daily: 14 } };
    await prepare(spec.repository);
    await done("dump", spec);
  });

  afterAll(async () => {
    await server.stop("SIGKILL");
    remove(root);
  });

  test("a database that was dropped comes back with its rows and views", async () => {
    const before = sum();
    ask(server.connection, "drop database app", "mysql");
    await done("restore", { kind: "dump", repository: spec.repository, database: spec.database });
    expect(sum()).toBe(before);
    expect(before.startsWith("5000\t")).toBe(true);
    expect(ask(server.connection, "select count(*) from notes")).toBe("5000");
  });

  test("the restore test asks the restored database, fails on a wrong answer, and leaves nothing", async () => {
    const { repository, database } = spec;
    const well = await steward("restore-test", {
      repository,
      database,
      check: { query: "select count(*) from orders", equals: "5000" },
    });
    expect(well.errors + well.code).toBe("0");
    const badly = await steward("restore-test", {
      repository,
      database,
      check: { query: "select count(*) from orders", atLeast: 5001 },
    });
    expect([badly.code, badly.result?.outcome]).toEqual([1, "failed"]);
    expect(
      ask(server.connection, "select count(*) from information_schema.schemata where schema_name like 'daytwo%'"),
    ).toBe("0");
  });
});
