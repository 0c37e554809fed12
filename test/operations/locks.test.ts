import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { locksOf } from "../../lib/operations/locks";

const folder = mkdtempSync(join(tmpdir(), "daytwo-locks-"));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true });
});

/** Writes a lock as Pulumi does, and gives what is read of it. */
function lockBy(stack: string, pid: number, host = hostname()) {
  const locks = join(folder, ".pulumi/locks/organization/shop", stack);
  mkdirSync(locks, { recursive: true });
  const lock = { pid, username: "ann", hostname: host, timestamp: "2026-01-31T12:00:00Z" };
  writeFileSync(join(locks, "0a1b.json"), JSON.stringify(lock));
  return locksOf(`file://${folder}`, "shop", stack);
}

/** A process that is called so. */
async function processCalled(name: string): Promise<number> {
  const child = spawn("sleep", ["60"], { argv0: name, stdio: "ignore" });
  children.push(child);
  await new Promise(resolve => child.once("spawn", resolve));
  return child.pid ?? 0;
}

async function pidOfTheDead(): Promise<number> {
  const child = spawn("true");
  await new Promise(resolve => child.once("close", resolve));
  return child.pid ?? 0;
}

test("sees that a lock's process is dead", async () => {
  expect(lockBy("dead", await pidOfTheDead())).toMatchObject([{ username: "ann", alive: false }]);
});

test("sees that it runs", async () => {
  expect(lockBy("alive", await processCalled("/opt/pulumi/pulumi"))).toMatchObject([{ alive: true }]);
});

test("takes another program that has got its number for what it is", async () => {
  expect(lockBy("reused", await processCalled("postgres"))).toMatchObject([{ alive: false }]);
});

test("does not guess what runs on another machine", async () => {
  expect(lockBy("elsewhere", await pidOfTheDead(), "another-machine")).toMatchObject([{ alive: undefined }]);
});

test("finds none where there is none, and says where it cannot look", () => {
  expect(locksOf(`file://${folder}`, "shop", "free")).toEqual([]);
  expect(locksOf("s3://bucket", "shop", "free")).toBeUndefined();
});
