import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ARCHIVE } from "../../../lib/database/docker/paths";
import { START_SCRIPT } from "../../../lib/database/docker/scripts";
import { SHIPPING, type ShipWalSpec } from "../../../lib/steward/ship-wal";
import { describeNeeds } from "../../support/needs";
import { checksum, initialise, makePlace, type Place, sql, startPostgres } from "./postgres";
import { type RunningServer, remove, secretFile } from "./servers";
import { done, makeSteward, prepare, removeSteward, steward } from "./steward";

/** What a server's container does when its data are made anew. */
function putLogAside({ archive, root }: Place): void {
  const script = START_SCRIPT.replaceAll(ARCHIVE, archive).replace(/^(chown|exec) .*$/gm, "");
  execFileSync("sh", ["-c", script], { env: { ...process.env, PGDATA: join(root, "nothing") } });
}

describeNeeds(["postgres", "initdb", "pg_basebackup", "psql", "restic"], "point in time", () => {
  let place: Place;
  let server: RunningServer;
  let ship: ShipWalSpec;

  beforeAll(async () => {
    makeSteward();
    place = makePlace();
    initialise(place);
    server = await startPostgres(place);
    sql(server.connection, "create database app", "postgres");
    sql(server.connection, "create table orders (id bigserial primary key, note text not null)");
    const repository = { location: join(place.root, "repository"), passwordFile: secretFile(join(place.root, "key")) };
    await prepare(repository);
    ship = { repository, database: server.connection, keep: { days: 7 }, archive: place.archive, window: 2 };
  });

  afterAll(async () => {
    await server.stop("SIGKILL");
    remove(place.root);
    removeSteward();
  });

  const add = (rows: number) =>
    sql(server.connection, `insert into orders (note) select md5(random()::text) from generate_series(1, ${rows})`);

  test("a database that is lost comes back as it was at a given second", async () => {
    add(1_000);
    sql(server.connection, "select pg_switch_wal()");
    while (sql(server.connection, "select archived_count from pg_stat_archiver") === "0") await wait(50);
    // Nobody ships it yet.
    expect(readdirSync(place.archive)).toEqual([]);
    const first = await done("ship-wal", ship);
    expect(first.message).toContain("took the first base backup of it");
    // Several runs, of which most ship again what the window keeps.
    for (let run = 0; run < 4; run += 1) {
      add(500);
      await done("ship-wal", ship);
    }
    const before = checksum(server.connection);
    await wait(1_100);
    const moment = new Date(Math.floor(Date.now() / 1000) * 1000);
    await wait(1_100);
    sql(server.connection, "delete from orders where id % 2 = 0");
    add(10);
    const last = await done("ship-wal", ship);
    expect(String(last.figures.until) > moment.toISOString()).toBe(true);
    expect(readdirSync(place.archive).filter(name => name.length === 24)).toHaveLength(2);

    await server.stop("SIGKILL");
    rmSync(place.data, { recursive: true });
    for (const name of readdirSync(place.archive)) rmSync(join(place.archive, name));
    const { figures } = await done("restore", {
      kind: "time",
      repository: ship.repository,
      at: moment.toISOString(),
      into: place.data,
    });
    server = await startPostgres(place);
    expect(checksum(server.connection)).toBe(before);
    expect(before.startsWith("3000|")).toBe(true);
    // The shipments overlap, so that not each of the six is read.
    expect(Number(figures.shipments)).toBeLessThanOrEqual(5);
    expect(existsSync(`${place.data}.log`)).toBe(false);
  });

  test("and goes on being backed up, on its new timeline, to its last second", async () => {
    const database = server.connection;
    add(7);
    await done("ship-wal", { ...ship, database });
    add(8);
    const all = checksum(database);
    sql(database, "select pg_switch_wal()");
    await server.stop("SIGTERM");
    renameSync(place.data, `${place.data}.lost`);
    const spec = { kind: "time", repository: ship.repository, at: "latest", into: place.data, archive: place.archive };
    await done("restore", spec);
    server = await startPostgres(place);
    expect(checksum(server.connection)).toBe(all);
  });

  test("a log that was let go meanwhile is bridged by a base backup", async () => {
    const database = server.connection;
    rmSync(join(place.archive, SHIPPING.mark));
    add(3);
    sql(database, "select pg_switch_wal()");
    add(4);
    const { message } = await done("ship-wal", { ...ship, database });
    expect(message).toContain("took the first base backup of it");
    const all = checksum(database);
    await done("ship-wal", { ...ship, database });
    await server.stop("SIGTERM");
    const spec = { kind: "time", repository: ship.repository, at: "latest", into: place.data, archive: place.archive };
    await done("restore", spec);
    server = await startPostgres(place);
    expect(checksum(server.connection)).toBe(all);
  });

  test("data that is there is put aside, not removed", async () => {
    await server.stop("SIGTERM");
    const spec = { kind: "time", repository: ship.repository, at: "latest", into: place.data, archive: place.archive };
    const { figures } = await done("restore", spec);
    expect(existsSync(join(String(figures.kept), "PG_VERSION"))).toBe(true);
    server = await startPostgres(place);
  });

  test("the present second can be gone back to as soon as the log leads to it", async () => {
    add(9);
    const all = checksum(server.connection);
    const at = new Date().toISOString();
    await done("ship-wal", { ...ship, database: server.connection });
    await server.stop("SIGTERM");
    await done("restore", { kind: "time", repository: ship.repository, at, into: place.data, archive: place.archive });
    server = await startPostgres(place);
    expect(checksum(server.connection)).toBe(all);
  });

  test("a server that was made anew meanwhile, and backed up, is not taken for the one that was lost", async () => {
    add(11);
    const all = checksum(server.connection);
    sql(server.connection, "select pg_switch_wal()");
    await wait(1_100);
    const moment = new Date().toISOString();
    await wait(1_100);
    await done("ship-wal", { ...ship, database: server.connection });
    await server.stop("SIGKILL");
    rmSync(place.data, { recursive: true });
    putLogAside(place);
    initialise(place);
    server = await startPostgres(place);
    sql(server.connection, "create database app", "postgres");
    await done("ship-wal", { ...ship, database: server.connection });
    const anew = await done("ship-wal", { ...ship, database: server.connection });

    const spec = { kind: "time", repository: ship.repository, into: place.data, archive: place.archive };
    await server.stop("SIGTERM");
    await done("restore", { ...spec, at: moment });
    server = await startPostgres(place);
    expect(checksum(server.connection)).toBe(all);

    // Once the log goes on, it leads over the time of the other one as well.
    add(13);
    await done("ship-wal", { ...ship, database: server.connection });
    await done("ship-wal", { ...ship, database: server.connection });
    const after = new Date(Date.parse(String(anew.figures.until)) + 1).toISOString();
    await server.stop("SIGTERM");
    await done("restore", { ...spec, at: after });
    server = await startPostgres(place);
    expect(checksum(server.connection)).toBe(all);
  });

  test("a moment that the log does not reach is told, and nothing changes", async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const { code, errors } = await steward("restore", {
      kind: "time",
      repository: ship.repository,
      at,
      into: place.data,
    });
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^the log in the repository leads to .*Z; write a moment until then\n$/),
    ]);
    const early = { kind: "time", repository: ship.repository, at: "2020-01-01T00:00:00Z", into: place.data };
    expect((await steward("restore", early)).errors).toMatch(
      /^there is no base backup from before this moment; the first leads from .*Z on\n$/,
    );
    expect(checksum(server.connection)).not.toBe("");
  });

  test("a server that does not archive is told by the job that ships", async () => {
    renameSync(place.archive, `${place.archive}.gone`);
    const { code, errors } = await steward("ship-wal", { ...ship, database: server.connection });
    renameSync(`${place.archive}.gone`, place.archive);
    expect(code).toBe(1);
    expect(errors).toContain("ENOENT");
  });
});
