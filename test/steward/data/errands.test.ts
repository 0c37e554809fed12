import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FilesSpec } from "../../../lib/steward/files";
import { describeNeeds } from "../../support/needs";
import { command, remove, scratch, secretFile } from "./servers";
import { done, makeSteward, prepare, removeSteward, steward } from "./steward";

describeNeeds(["restic", "git"], "the steward's errands", () => {
  let root: string;
  let spec: FilesSpec;

  beforeAll(makeSteward);
  afterAll(removeSteward);

  beforeEach(async () => {
    root = scratch();
    const repository = { location: join(root, "repository"), passwordFile: secretFile(join(root, "key")) };
    spec = { repository, folders: { uploads: join(root, "uploads") }, keep: { days: 7 } };
    mkdirSync(join(root, "uploads", "deep"), { recursive: true });
    await prepare(repository);
    writeFileSync(join(root, "uploads", "picture"), "");
  });
  afterEach(() => remove(root));

  const restic = (...args: string[]) => {
    const { location, passwordFile } = spec.repository;
    return command("restic", ["-r", location, "--password-file", passwordFile, "--no-cache", ...args]);
  };

  test("git repositories are mirrored with all branches, and deleted ones stay in older backups", async () => {
    const origin = join(root, "origin");
    const git = (...args: string[]) =>
      command("git", ["-C", origin, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args]);
    mkdirSync(origin);
    git("init", "--quiet", "--initial-branch=main");
    git("commit", "--quiet", "--allow-empty", "-m", "first");
    git("branch", "feature");
    git("tag", "v1");
    mkdirSync(join(root, "mirrors"));
    const mirror = {
      repository: spec.repository,
      mirrors: { shop: origin },
      work: join(root, "mirrors"),
      keep: spec.keep,
    };
    expect((await done("git-mirror", mirror)).figures.references).toBe(3);
    git("branch", "-D", "feature");
    expect((await done("git-mirror", mirror)).figures.references).toBe(2);
    const [first] = JSON.parse(restic("snapshots", "--json", "--tag", "git"));
    restic("restore", first.id, "--target", join(root, "back"));
    expect(
      command("git", ["-C", join(root, "back"), "-c", "safe.directory=*", "branch", "--format=%(refname:short)"]),
    ).toBe("feature\nmain");
  });

  test("credentials in an address are in no message", async () => {
    const mirrors = { shop: "https://robot:hunter2@127.0.0.1:1/shop.git" };
    const { code, errors, result } = await steward("git-mirror", {
      repository: spec.repository,
      mirrors,
      work: root,
      keep: spec.keep,
    });
    expect(code).toBe(1);
    expect(errors + JSON.stringify(result)).not.toContain("hunter2");
  });

  test("what was put aside is purged, by when that was; young ones stay, and what users name", async () => {
    const folder = join(root, "uploads");
    const young = `.before-${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`;
    const users = [
      "report.before-2023.pdf",
      "report.before-20230101T000000Z",
      ".before-2023",
      ".before-20230101T000000Z.pdf",
    ];
    for (const name of [".before-20230101T000000Z", "server.before-20230101T000000Z", young, ...users])
      mkdirSync(join(folder, name));
    for (const name of users) utimesSync(join(folder, name), 1, 1);
    const purged = (asideOf: string) =>
      done("purge", { folders: [{ path: folder, olderThan: 3600, only: { asideOf } }] });
    expect((await purged("")).message).toBe("removed 1 old files and folders");
    const left = [young, "deep", "picture", ...users];
    expect(readdirSync(folder).sort()).toEqual([...left, "server.before-20230101T000000Z"].sort());
    await purged("server");
    expect(readdirSync(folder).sort()).toEqual(left.sort());
  });

  test("of a log that nobody ships any more, old segments are purged, and nothing else", async () => {
    const folder = join(root, "uploads");
    const [old, young] = ["000000010000000000000001", "000000010000000000000002"];
    for (const name of [old, young, "00000002.history"]) writeFileSync(join(folder, name), "");
    for (const name of [old, "00000002.history", "picture"]) utimesSync(join(folder, name), 1, 1);
    await done("purge", { folders: [{ path: folder, olderThan: 3600, only: "segments" }] });
    expect(readdirSync(folder).sort()).toEqual(["00000002.history", young, "deep", "picture"].sort());
  });

  test.each<[verb: string, spec: object, told: RegExp]>([
    ["dump", {}, /repository: .*\ndatabase: /],
    [
      "verify",
      { repository: { location: "here", passwordFile: "/x" }, read: 5 },
      /^repository.location: must be an absolute path, or s3:/,
    ],
    ["files", { repository: { location: "/r", passwordFile: "/x" }, folders: {}, keep: {} }, /^keep: keeps nothing/],
    [
      "restore",
      { kind: "time", repository: { location: "/r", passwordFile: "/x" }, at: "yesterday", into: "/data" },
      /^at: /,
    ],
  ])("a wrong specification of %s is told, with exit code 2", async (verb, wrong, told) => {
    const { code, errors } = await steward(verb, wrong);
    expect([code, errors]).toEqual([2, expect.stringMatching(told)]);
  });
});
