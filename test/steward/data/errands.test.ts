import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FilesSpec } from "../../../lib/steward/files";
import { describeNeeds } from "./needing";
import { command, remove, scratch, secretFile } from "./servers";
import { bundleSteward, done, removeSteward, steward } from "./steward";

describeNeeds(["restic", "git"], "the steward's errands", () => {
  let root: string;
  let spec: FilesSpec;

  beforeAll(bundleSteward);
  afterAll(removeSteward);

  beforeEach(() => {
    root = scratch();
    const repository = { location: join(root, "repository"), passwordFile: secretFile(join(root, "key")) };
    spec = { repository, folders: { uploads: join(root, "uploads") }, keep: { days: 7 } };
    mkdirSync(join(root, "uploads", "deep"), { recursive: true });
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
  }, 60_000);

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

  test("old files are purged, young ones and others stay", async () => {
    const folder = join(root, "uploads");
    for (const name of [".before-1", ".before-2", "precious"]) writeFileSync(join(folder, name), "");
    for (const name of [".before-1", "precious"]) utimesSync(join(folder, name), 1, 1);
    const { message } = await done("purge", { folders: [{ path: folder, olderThan: 3600, matching: ".before-" }] });
    expect(message).toBe("removed 1 old files");
    expect(readdirSync(folder).sort()).toEqual([".before-2", "deep", "picture", "precious"]);
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
