import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { partOf } from "../../../images/steward/src/repository/backups";
import type { FilesSpec } from "../../../lib/steward/files";
import { describeNeeds } from "../../support/needs";
import { command, remove, scratch, secretFile } from "./servers";
import { done, makeSteward, prepare, removeSteward, startSteward, steward } from "./steward";

describeNeeds(["restic", "git"], "the repository", () => {
  let root: string;
  let spec: FilesSpec;

  beforeAll(makeSteward);
  afterAll(removeSteward);

  beforeEach(async () => {
    root = scratch();
    const repository = { location: join(root, "repository"), passwordFile: secretFile(join(root, "key")) };
    spec = { repository, folders: { uploads: join(root, "uploads") }, keep: { days: 7 } };
    await prepare(repository);
    mkdirSync(join(root, "uploads", "deep"), { recursive: true });
    writeFileSync(join(root, "uploads", "deep", "letter"), "dear reader");
    writeFileSync(join(root, "uploads", "picture"), randomBytes(500_000));
  });
  afterEach(() => remove(root));

  const packs = () => command("find", [join(root, "repository", "data"), "-type", "f"]).split("\n");
  const restic = (...args: string[]) =>
    command("restic", [
      "-r",
      spec.repository.location,
      "--password-file",
      spec.repository.passwordFile,
      "--no-cache",
      ...args,
    ]);
  const digest = () =>
    createHash("sha256")
      .update(readFileSync(join(root, "uploads", "picture")))
      .digest("hex");

  test("files come back, and what was there is kept aside", async () => {
    const before = digest();
    await done("files", spec);
    writeFileSync(join(root, "uploads", "picture"), "overwritten");
    rmSync(join(root, "uploads", "deep"), { recursive: true });
    await done("restore", { kind: "files", repository: spec.repository, folders: spec.folders });
    expect(digest()).toBe(before);
    expect(readFileSync(join(root, "uploads", "deep", "letter"), "utf8")).toBe("dear reader");
    const [aside = ""] = readdirSync(join(root, "uploads")).filter(name => name.startsWith(".before-"));
    expect(readFileSync(join(root, "uploads", aside, "picture"), "utf8")).toBe("overwritten");
  });

  test("what has not changed is not stored again", async () => {
    await done("files", spec);
    const { figures } = await done("files", spec);
    expect(Number(figures.bytes)).toBeGreaterThan(500_000);
    expect(Number(figures.added)).toBeLessThan(5_000);
  });

  test("a folder that is not mounted fails, and is not taken for an empty one", async () => {
    const { code, errors } = await steward("files", { ...spec, folders: { uploads: join(root, "nowhere") } });
    expect([code, errors]).toEqual([1, `${join(root, "nowhere")}: is no folder; see that its volume is mounted\n`]);
  });

  test("a folder in which nothing was ever is no failure; one that has lost all is", async () => {
    const empty = join(root, "empty");
    mkdirSync(empty);
    expect((await done("files", { ...spec, folders: { empty } })).figures.bytes).toBe(0);
    writeFileSync(join(empty, "letter"), "dear reader");
    await done("files", { ...spec, folders: { empty } });
    rmSync(join(empty, "letter"));
    const { code, errors } = await steward("files", { ...spec, folders: { empty } });
    expect([code, errors]).toEqual([
      1,
      `${empty}: is empty, and was not at the last backup; see that its volume is the right one\n`,
    ]);
  });

  test("a whole repository is verified", async () => {
    await done("files", spec);
    const { message } = await done("verify", { repository: spec.repository, read: 100 });
    expect(message).toBe("1 backups are whole; 100 % of the data was read and compared");
  });

  test.each<[how: string, damage: (pack: string) => void]>([
    [
      "a byte that changed",
      pack => {
        const content = readFileSync(pack);
        content.writeUInt8(content.readUInt8(100) ^ 0xff, 100);
        rmSync(pack);
        writeFileSync(pack, content);
      },
    ],
    ["a file that is gone", pack => rmSync(pack)],
  ])("%s is found, and the repository is named", async (_, damage) => {
    await done("files", spec);
    const [pack = ""] = packs();
    damage(pack);
    const { code, result, errors } = await steward("verify", { repository: spec.repository, read: 100 });
    expect([code, result?.outcome]).toEqual([1, "failed"]);
    expect(errors).toMatch(
      new RegExp(
        `^${join(root, "repository")}: the repository is damaged: .+; take a new backup into another one now, and keep this one for "restic repair"\n$`,
      ),
    );
  });

  test("it is verified while another job writes to it", async () => {
    await done("files", spec);
    const { location, passwordFile } = spec.repository;
    const args = ["-r", location, "--password-file", passwordFile, "--no-cache", "backup", "--stdin"];
    const writing = spawn("restic", args, { stdio: ["pipe", "ignore", "ignore"] });
    const ended = new Promise(resolve => writing.on("close", resolve));
    const locks = () => readdirSync(join(location, "locks"));
    while (locks().length === 0) await wait(5);
    expect((await done("verify", { repository: spec.repository, read: 100 })).figures.backups).toBe(1);
    expect(locks()).toHaveLength(1);
    writing.stdin.end("done");
    await ended;
  });

  test("another part of it is read each day, and in their turn all", () => {
    const days = Array.from({ length: 10 }, (_, day) => partOf(10, new Date(day * 86_400_000)));
    expect(new Set(days).size).toBe(10);
    expect(days.every(part => part.endsWith("/10"))).toBe(true);
    expect([partOf(100, new Date(0)), partOf(0.1, new Date(0))]).toEqual(["1/1", "1/256"]);
  });

  test("a wrong password is one clear line, and changes nothing", async () => {
    await done("files", spec);
    const wrong = { ...spec.repository, passwordFile: secretFile(join(root, "wrong"), "hunter2") };
    const line = `${join(root, "repository")}: the password is not the repository's; give the one that it was made with\n`;
    for (const [verb, told] of [
      ["files", { ...spec, repository: wrong }],
      ["verify", { repository: wrong, read: 100 }],
    ] as const)
      expect((await steward(verb, told)).errors).toBe(line);
    const none = { ...spec.repository, passwordFile: join(root, "none") };
    expect((await steward("files", { ...spec, repository: none })).errors).toBe(
      `${join(root, "none")}: holds no secret; see that it is mounted\n`,
    );
  });

  test("a repository that is lost fails every job, and is not begun anew without a word", async () => {
    await done("files", spec);
    remove(spec.repository.location);
    const line = `${spec.repository.location}: there is no repository: it was lost, cannot be reached, or was not made yet; bring it back from a copy, or have a new, empty one made: pulumi up --replace "**-prepare"\n`;
    for (const [verb, told] of [
      ["files", spec],
      ["configuration", spec],
      ["verify", { repository: spec.repository, read: 5 }],
      ["purge", { repository: spec.repository }],
    ] as const) {
      const { code, result, errors } = await steward(verb, told);
      expect([code, result?.outcome, errors]).toEqual([1, "failed", line]);
    }
    expect(existsSync(spec.repository.location)).toBe(false);
    await prepare(spec.repository);
    await done("files", spec);
  });

  test("a job that was killed leaves a lock, which the next job takes away", async () => {
    await done("files", spec);
    writeFileSync(join(root, "uploads", "film"), randomBytes(300_000_000));
    const locks = () => readdirSync(join(root, "repository", "locks"));
    const before = packs().length;
    const { pid, answer } = startSteward("files", spec);
    while (packs().length === before) await wait(5);
    process.kill(-pid, "SIGKILL");
    await answer;
    expect(locks()).toHaveLength(1);
    await done("purge", { repository: spec.repository });
    expect(locks()).toHaveLength(0);
    expect((await done("verify", { repository: spec.repository, read: 100 })).figures.backups).toBe(1);
  });

  test("where nothing prepares a repository, two jobs that begin it at once both succeed", async () => {
    const begun = { ...spec, repository: { ...spec.repository, make: true } };
    remove(spec.repository.location);
    const both = await Promise.all([done("files", begun), done("configuration", begun)]);
    expect(both.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded"]);
    expect(JSON.parse(restic("snapshots", "--json"))).toHaveLength(2);
  });

  test("what is not kept is forgotten, each kind by its own policy", async () => {
    await done("files", spec);
    await done("configuration", spec);
    for (const day of [1, 2, 3])
      restic(
        "backup",
        "--host",
        "daytwo",
        "--tag",
        "files",
        "--tag",
        "name:uploads",
        "--time",
        `2024-01-0${day} 03:00:00`,
        join(root, "uploads"),
      );
    await done("files", spec);
    const kinds = JSON.parse(restic("snapshots", "--json")).map(({ tags }: { tags: string[] }) => tags[0]);
    expect(kinds.sort()).toEqual(["configuration", "files", "files"]);
  });
});
