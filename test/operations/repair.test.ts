import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findDamage, type RepairOptions } from "../../lib/operations/repair";
import { FakeDocker } from "../support/dockerHost";

const docker = new FakeDocker();
const folder = mkdtempSync(join(tmpdir(), "daytwo-repair-"));
const locks = join(folder, ".pulumi/locks/organization/shop/prod");
const path = process.env.PATH;
const children: ChildProcess[] = [];

const TYPE = "docker:index/container:Container";
const GONE = JSON.stringify({ urn: `urn:pulumi:prod::shop::${TYPE}::shop-report`, type: TYPE, id: "gone" });

/** Answers as Pulumi's CLI does for a stack whose state knows one container, and writes down what it is asked. */
const PULUMI = `#!/bin/sh
echo "$*" >> ${folder}/asked
case "$1 $2" in
  whoami*) echo '{ "url": "file://${folder}" }' ;;
  "stack --show-name") echo organization/shop/prod ;;
  "stack export") echo '{ "deployment": { "resources": [{ "id": "known" }, {}, ${GONE}] } }' ;;
  config*) echo '{ "docker:host": { "value": "${docker.host}" } }' ;;
esac
`;

beforeAll(async () => {
  await docker.start();
  mkdirSync(locks, { recursive: true });
  writeFileSync(join(folder, "pulumi"), PULUMI, { mode: 0o755 });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  process.env.PATH = `${folder}${delimiter}${path}`;
});
beforeEach(() => {
  docker.answers = { "/containers/json": [], "/networks": [], "/volumes": { Volumes: [] } };
  docker.changes.length = 0;
  rmSync(join(locks, "lock.json"), { force: true });
});
afterAll(() => {
  for (const child of children) child.kill();
  process.env.PATH = path;
  docker.stop();
  rmSync(folder, { recursive: true });
});

function lockedBy(pid: number, host = hostname()): void {
  const lock = { pid, username: "ann", hostname: host, timestamp: "2026-01-31T12:00:00Z" };
  writeFileSync(join(locks, "lock.json"), JSON.stringify(lock));
}

function running(name: string): number {
  const child = spawn("sleep", ["60"], { argv0: name, stdio: "ignore" });
  children.push(child);
  return child.pid ?? 0;
}

/** More than a machine has processes. */
const DEAD = 2 ** 30;

function look(more: Partial<RepairOptions> = {}) {
  return findDamage({ directory: folder, ...more });
}

test("nothing is mended while an update still runs: what the state does not know may be in the making", async () => {
  const pid = running("/opt/pulumi/pulumi");
  lockedBy(pid);
  const refusal = `an update of this stack runs (ann@${hostname()}, process ${pid}, since 2026-01-31T12:00:00Z); wait for its end, or stop it`;
  await expect(look()).rejects.toThrow(refusal);
  await expect(look({ cancel: true })).rejects.toThrow(refusal);
  expect(readFileSync(join(folder, "asked"), "utf8")).not.toContain("cancel");
});

test("of a lock from another machine it asks, and goes by the answer", async () => {
  lockedBy(DEAD, "another-machine");
  await expect(look()).rejects.toThrow(
    `the stack is locked (ann@another-machine, process ${DEAD}, since 2026-01-31T12:00:00Z), and whether that runs cannot be seen here; add --cancel if it does not`,
  );
  expect((await look({ cancel: true })).lock).toMatchObject({ hostname: "another-machine" });
});

test("a container that the state knows and the host has no more is told by its name", async () => {
  expect((await look()).missing).toEqual(["shop-report"]);
  docker.answers["/containers/json"] = [{ Id: "gone", Names: ["/shop-report-1"], Labels: {}, Created: 1 }];
  expect((await look()).missing).toEqual([]);
});

test("a lock whose process is dead is cancelled by Pulumi itself", async () => {
  lockedBy(DEAD);
  const { lock, cancel } = await look();
  expect(lock).toMatchObject({ pid: DEAD, alive: false });
  await cancel();
  expect(readFileSync(join(folder, "asked"), "utf8")).toMatch(/^cancel --yes --non-interactive/m);
});

test("what the state does not know is found on the stack's own host, and removed; what it knows is not", async () => {
  const labels = { "daytwo.role": "service", "daytwo.of": "web" };
  const container = (id: string) => ({ Id: id, Names: [`/${id}`], State: "running", Labels: labels });
  docker.answers["/containers/json"] = [container("known"), container("left")];
  docker.answers["/containers/left"] = {};
  const { lock, orphans, remove } = await look();
  expect(lock).toBeUndefined();
  expect(orphans).toMatchObject([{ kind: "container", id: "left", of: "web" }]);
  for (const orphan of orphans) await remove(orphan);
  expect(docker.changes.map(({ what }) => what)).toEqual(["DELETE /containers/left"]);
});

test("a host that does not answer is told in one line", async () => {
  await expect(look({ host: "unix:///nowhere/docker.sock" })).rejects.toThrow(
    /^there is no Docker socket at \/nowhere/,
  );
});
