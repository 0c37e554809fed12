import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isOn, parentsIn } from "../../../images/steward/src/restore/timeline";
import type { ShipWalSpec } from "../../../lib/steward/ship-wal";
import { describeNeeds } from "../../support/needs";
import { checksum, initialise, makePlace, type Place, sql, startPostgres } from "./postgres";
import { type RunningServer, remove, secretFile } from "./servers";
import { done, makeSteward, prepare, removeSteward } from "./steward";

test("a history tells the timelines that one follows, and up to where", () => {
  const history = "1\t0/16B3748\tno recovery target specified\n\n10\t1A/3000000\tbefore 2026-11-23 18:22:58+00\n";
  expect(parentsIn(history)).toEqual([
    { timeline: "00000001", until: "00000000016B3748" },
    { timeline: "0000000A", until: "0000001A03000000" },
  ]);
});

test("a base backup that was not whole where its timeline was left leads to no later one", () => {
  const base = (timeline: number, stop: string) => ({
    snapshot: { id: "", time: new Date(), tags: [], paths: [] },
    server: "1",
    start: `0000000${timeline}0000000000000001`,
    stop,
    end: new Date(),
  });
  const parents = [{ timeline: "00000001", until: "0000000003000000" }];
  const on = (timeline: number, stop: string) => isOn(base(timeline, stop), "00000003", parents);
  expect([on(1, "0000000002FFFFFF"), on(1, "0000000003000001"), on(2, "0000000002000000"), on(3, "0")]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

describeNeeds(["postgres", "initdb", "pg_basebackup", "psql", "restic"], "one restore after another", () => {
  let place: Place;
  let server: RunningServer;
  let spec: Omit<ShipWalSpec, "database">;

  beforeAll(async () => {
    makeSteward();
    place = makePlace();
    initialise(place);
    server = await startPostgres(place);
    sql(server.connection, "create database app", "postgres");
    sql(server.connection, "create table orders (id bigserial primary key, note text not null)");
    const repository = { location: join(place.root, "repository"), passwordFile: secretFile(join(place.root, "key")) };
    await prepare(repository);
    spec = { repository, keep: { days: 7 }, archive: place.archive, window: 2 };
  });

  afterAll(async () => {
    await server.stop("SIGKILL");
    remove(place.root);
    removeSteward();
  });

  /** Adds rows, and gives what is there then, and a moment with just that. */
  const added = async (rows: number) => {
    sql(server.connection, `insert into orders (note) select md5(random()::text) from generate_series(1, ${rows})`);
    await wait(1_100);
    const moment = new Date().toISOString();
    await wait(1_100);
    return { moment, sum: checksum(server.connection) };
  };
  const shipped = () => done("ship-wal", { ...spec, database: server.connection });
  const restored = async (at: string, left: { archive?: string } = { archive: place.archive }) => {
    await server.stop("SIGTERM");
    const { repository } = spec;
    const run = await done("restore", { kind: "time", repository, at, into: place.data, ...left });
    server = await startPostgres(place);
    return { ...run, sum: checksum(server.connection) };
  };

  test("each leads to what the database held at that second, whatever branch that is on", async () => {
    await shipped();
    const first = await added(100);
    const left = await added(50);
    const { window: _, ...base } = spec;
    await done("base-backup", { ...base, database: server.connection });
    await shipped();
    expect((await restored(first.moment)).sum).toBe(first.sum);

    // The newest base from before this moment lies on the branch that was left.
    const second = await added(30);
    expect((await shipped()).message).toContain("took the first base backup of it");
    expect((await restored(second.moment)).sum).toBe(second.sum);

    sql(server.connection, "alter system set deadlock_timeout = '7s'", "postgres");
    expect((await shipped()).message).toContain("took the first base backup of it");
    const third = await added(5);
    expect((await shipped()).message).not.toContain("base backup");
    // As after the loss of the archive: all is in the repository.
    expect((await restored("latest", {})).sum).toBe(third.sum);
    expect(sql(server.connection, "show deadlock_timeout")).toBe("7s");

    await shipped();
    const back = await restored(left.moment);
    expect(back.sum).toBe(left.sum);
    expect(back.message).toContain("as it was before a later restore");
    await shipped();
    await shipped();
  });
});
