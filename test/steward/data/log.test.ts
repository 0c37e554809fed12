import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { Backups } from "../../../images/steward/src/repository/backups";
import type { Snapshot } from "../../../images/steward/src/repository/snapshots";
import { forgetBases } from "../../../images/steward/src/wal/base";
import { covering } from "../../../images/steward/src/wal/cover";
import { keepLog, markShipped } from "../../../images/steward/src/wal/mark";
import { ARCHIVE_SCRIPT } from "../../../lib/database/docker/scripts";
import { SHIPPING } from "../../../lib/steward/ship-wal";
import { describeNeeds } from "../../support/needs";
import { command, remove, scratch, secretFile } from "./servers";

const segment = (number: number, timeline = 1) =>
  `${timeline.toString(16).padStart(8, "0")}${number.toString(16).padStart(16, "0")}`.toUpperCase();

/** Shipments as runs of `ship-wal` make them: what is new, and up to `window` segments that were shipped before. */
function shipments(news: readonly number[], window: number): Snapshot[] {
  let shipped = 0;
  return news.map((count, index) => {
    const first = Math.max(0, shipped - window);
    shipped += count;
    const paths = Array.from({ length: shipped - first }, (_, offset) => `/wal/${segment(first + offset)}`);
    return { id: String(index), time: new Date(index * 1000), tags: [], paths };
  });
}

test("what is chosen holds every segment from the start on, and no shipment for nothing", () => {
  const runs = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(runs, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 40 }), (news, window, start) => {
      const all = shipments(news, window);
      const chosen = covering(all, segment(start));
      const total = news.reduce((sum, count) => sum + count, 0);
      const held = new Set(chosen.flatMap(({ paths }) => paths));
      for (let number = start; number < total; number += 1) expect(held).toContain(`/wal/${segment(number)}`);
      expect(new Set(chosen).size).toBe(chosen.length);
      // One more than windows there are, since the newest need not be full; and a run can ship more than a window.
      expect(chosen.length).toBeLessThanOrEqual(Math.ceil(Math.max(0, total - start) / window) + 1);
    }),
  );
});

test("segments of a later timeline are chosen as well", () => {
  const later: Snapshot = { id: "later", time: new Date(), tags: [], paths: [`/wal/${segment(7, 2)}`] };
  expect(covering([...shipments([5], 2), later], segment(3)).map(({ id }) => id)).toEqual(["later", "0"]);
});

describe("the script that archives", () => {
  let root: string;
  beforeEach(() => {
    root = scratch();
    mkdirSync(join(root, "wal"));
    writeFileSync(mark(), "");
    writeFileSync(join(root, "archive.sh"), ARCHIVE_SCRIPT);
    writeFileSync(join(root, "one"), "one");
    writeFileSync(join(root, "other"), "two");
  });
  afterEach(() => remove(root));
  const mark = () => join(root, "wal", SHIPPING.mark);
  const archive = (path: string, name = "0001") =>
    command("sh", [join(root, "archive.sh"), join(root, path), name, join(root, "wal")]);
  const kept = () => readdirSync(join(root, "wal")).filter(name => name !== SHIPPING.mark);

  test("keeps a segment, and takes the same one again", () => {
    archive("one");
    archive("one");
    expect(kept()).toEqual(["0001"]);
  });

  test("never overwrites a different one", () => {
    archive("one");
    expect(() => archive("other")).toThrow();
    expect(readFileSync(join(root, "wal", "0001"), "utf8")).toBe("one");
  });

  test("goes on after a copy that was cut off, which had no name yet", () => {
    writeFileSync(join(root, "wal", "0001.part"), "o");
    archive("one");
    expect(kept()).toEqual(["0001"]);
  });

  test("lets the log go that nobody ships, but keeps the histories of timelines", () => {
    rmSync(mark());
    archive("one");
    archive("one", "00000002.history");
    expect(kept()).toEqual(["00000002.history"]);
  });

  test.each([
    [6, ["0001"]],
    [8, []],
  ])("a shipment of %d days ago leaves %j", (days, left) => {
    const at = Date.now() / 1000 - days * 86_400;
    utimesSync(mark(), at, at);
    archive("one");
    expect(kept()).toEqual(left);
  });

  test("fails when it cannot write, so that the server keeps its own", () => {
    remove(join(root, "wal"));
    expect(() => archive("one")).toThrow();
  });
});

describe("the mark by which a server keeps its log", () => {
  let folder: string;
  beforeEach(() => {
    folder = scratch();
  });
  afterEach(() => remove(folder));
  const age = (days: number) => {
    const at = Date.now() / 1000 - days * 86_400;
    utimesSync(join(folder, SHIPPING.mark), at, at);
  };

  test("says since when all of the log is kept, also after shipments", async () => {
    const since = await keepLog(folder);
    age(2);
    await markShipped(folder);
    expect(await keepLog(folder)).toEqual(since);
  });

  test("begins anew before the server has taken it for left over, and where it says nothing", async () => {
    const since = await keepLog(folder);
    age(SHIPPING.days - 0.5);
    expect((await keepLog(folder)).getTime()).toBeGreaterThan(since.getTime());
    writeFileSync(join(folder, SHIPPING.mark), "");
    expect((await keepLog(folder)).getTime()).toBeGreaterThan(since.getTime());
  });
});

describeNeeds(["restic"], "how far one can go back", () => {
  test("the newest base from before the window stays, with the log from then on", async () => {
    const root = scratch();
    const repository = { location: join(root, "repository"), passwordFile: secretFile(join(root, "key")) };
    const backups = await Backups.openOrMake(repository, new AbortController().signal);
    const add = (days: number, ...tags: string[]) => {
      const at = new Date(Date.now() - days * 86_400_000);
      const time = at.toISOString().slice(0, 19).replace("T", " ");
      const marks = [...tags, "server:1"].flatMap(tag => ["--tag", tag]);
      const args = [
        "--no-cache",
        "-r",
        repository.location,
        "--password-file",
        repository.passwordFile,
        "backup",
        "--time",
        time,
      ];
      command("restic", [...args, ...marks, repository.passwordFile], { TZ: "UTC" });
    };
    const base = (days: number) => {
      const end = new Date(Date.now() - days * 86_400_000 + 60_000).toISOString();
      add(days, "base", `start:${segment(100 - days)}`, `end:${end}`);
    };
    for (const days of [10, 8, 5, 1]) base(days);
    for (const days of [9, 7, 3]) add(days, "wal");
    await forgetBases(backups, "1", { days: 7 });
    const left = async (kind: string) =>
      (await backups.list(kind)).map(({ time }) => Math.round((Date.now() - time.getTime()) / 86_400_000));
    expect(await left("base")).toEqual([8, 5, 1]);
    expect(await left("wal")).toEqual([7, 3]);
    remove(root);
  });
});
