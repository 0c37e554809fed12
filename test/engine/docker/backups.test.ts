import { setTimeout } from "node:timers/promises";
import type { JobRun } from "../../../lib/operations";
import { asked, statusOf } from "./asked";
import { flipBytes, lose, volumeAt } from "./disaster";
import { figure, secondsSince } from "./figures";
import { itOnDocker } from "./host";
import { Rows } from "./rows";
import { service, whole } from "./specs";
import { DockerStack } from "./stack";
import { WatchedStack } from "./watched";

const DATA = "/var/lib/postgresql/data";
const ARCHIVE = "/wal";
const PASSWORDS = "/run/secrets/database";

/** A job is run by hand, and ends well or does not. */
async function run(stack: DockerStack, job: string): Promise<JobRun> {
  const { stdout } = await stack.workspace.daytwo("run", job, "--yes", "--stack", stack.name, "--json");
  return JSON.parse(stdout);
}

/** A moment between what was written before and what is written after. */
async function momentBetween(): Promise<string> {
  await setTimeout(1_500);
  const moment = new Date().toISOString();
  await setTimeout(1_500);
  return moment;
}

/** Loses volumes of the database and goes the documented way back: a new database, then its data of that second. */
async function loseAndRestore(stack: DockerStack, paths: readonly string[], moment: string): Promise<void> {
  const volumes = await Promise.all(paths.map(path => volumeAt(stack, "database", path)));
  for (const volume of volumes) await lose(stack, volume);
  const began = Date.now();
  await stack.workspace.succeed("refresh", "--yes", "--skip-preview");
  await stack.workspace.deploy();
  figure(`lost: the database with ${paths.join(", ")}; pulumi up --refresh: ${secondsSince(began)}`);
  const restoring = Date.now();
  const restored = await asked<JobRun>(stack, "restore", "--to", moment, "--yes");
  expect(restored.exitCode).toBe(0);
  figure(`daytwo restore --to ${moment}: ${secondsSince(restoring)}`);
}

/** All goes on: the service asks the database, nothing is to be done, and what comes is backed up. */
async function expectGoesOn(stack: DockerStack): Promise<void> {
  expect(await statusOf(stack, "/healthz")).toBe(200);
  await stack.workspace.deploy("--expect-no-changes");
  expect(await statusOf(stack, "/healthz")).toBe(200);
  expect(await new Rows(stack).asService("select 1")).toEqual(["1"]);
  for (const job of ["backup-wal", "backup-base", "backup-dump", "backup-verify", "backup-restore-test"]) {
    const { exitCode, message } = await run(stack, job);
    expect([job, exitCode, message]).toEqual([job, 0, expect.any(String)]);
  }
}

describe("a database that is lost", () => {
  itOnDocker("comes back as it was at a given second, and all goes on", async ground => {
    await DockerStack.with(ground, async stack => {
      await stack.wants({ ...(await whole("1")), services: { web: service("1", { MODE: "database" }) } });
      await stack.workspace.deploy();
      const rows = new Rows(stack);
      await rows.create();
      await rows.add(1, 20_000);
      const taken = await asked<JobRun[]>(stack, "backup");
      expect(taken.map(({ exitCode }) => exitCode)).toEqual(taken.map(() => 0));
      await rows.add(20_001, 25_000);
      const first = await rows.checksum();
      const moment = await momentBetween();
      await rows.ask("delete from written where number <= 12000");
      await run(stack, "backup-wal");

      await loseAndRestore(stack, [DATA], moment);
      expect(await rows.checksum()).toBe(first);
      figure(`as they were: ${first}`);
      await expectGoesOn(stack);

      // The same with nothing left of it but the backups: as on a new host.
      await rows.add(25_001, 26_000);
      const second = await rows.checksum();
      const later = await momentBetween();
      await rows.ask("drop table written");
      await run(stack, "backup-wal");
      await loseAndRestore(stack, [DATA, ARCHIVE, PASSWORDS], later);
      expect(await rows.checksum()).toBe(second);
      figure(`as they were: ${second}`);
      await expectGoesOn(stack);
    });
  });
});

describe("a damaged backup", () => {
  itOnDocker("is found by both of its proofs, which tell people, and again when it is mended", async ground => {
    await DockerStack.with(ground, async stack => {
      const watched = await WatchedStack.up(stack, {
        backups: { password: "a password of enough length 123", verify: 100 },
      });
      const rows = new Rows(stack);
      await rows.create();
      await rows.add(1, 20_000);
      await asked<JobRun[]>(stack, "backup");
      for (const job of ["backup-verify", "backup-restore-test"]) expect((await run(stack, job)).exitCode).toBe(0);

      const packs = await flipBytes(stack);
      for (const job of ["backup-verify", "backup-restore-test"]) {
        const began = Date.now();
        expect((await run(stack, job)).exitCode).toBe(1);
        await watched.message("firing", `critical BackupUnproven/${job}`);
        figure(
          `one byte in each of ${packs.length} packs of the repository: ${job} fails, the page comes in ${secondsSince(began)}`,
        );
      }
      await flipBytes(stack, packs);
      for (const job of ["backup-verify", "backup-restore-test"]) {
        expect((await run(stack, job)).exitCode).toBe(0);
        await watched.message("resolved", `critical BackupUnproven/${job}`);
      }
    });
  });
});
