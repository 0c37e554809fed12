import { spawn, spawnSync } from "node:child_process";
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Arguments for a daemon that is not to be the machine's: a socket and folders of its own. */
const ARGUMENTS = (process.env.DAYTWO_DOCKERD_ARGUMENTS ?? "").split(" ").filter(argument => argument !== "");
const PID_FILE = process.env.DAYTWO_DOCKERD_PID ?? join(tmpdir(), "daytwo-dockerd.pid");
const LOG_FILE = join(tmpdir(), "daytwo-dockerd.log");
const START_MILLISECONDS = 60_000;

/** Whether a Docker host answers. */
export function dockerAnswers(): boolean {
  return spawnSync("docker", ["version"], { stdio: "ignore" }).status === 0;
}

/** Starts a Docker daemon where none answers, and remembers that it was us. */
export async function startDaemon(): Promise<"answered" | "started"> {
  if (dockerAnswers()) return "answered";
  const log = openSync(LOG_FILE, "a");
  const daemon = spawn("dockerd", ARGUMENTS, { detached: true, stdio: ["ignore", log, log] });
  const failed = new Promise<never>((_, reject) => daemon.once("error", reject));
  if (daemon.pid !== undefined) writeFileSync(PID_FILE, String(daemon.pid));
  await Promise.race([answering(), failed]);
  daemon.unref();
  return "started";
}

async function answering(): Promise<void> {
  const deadline = Date.now() + START_MILLISECONDS;
  while (!dockerAnswers()) {
    if (Date.now() > deadline) throw new Error(`dockerd does not answer; see ${LOG_FILE}`);
    await setTimeout(250);
  }
}

/** Whether the daemon that answers is the one that we started, which may be stopped. */
export function isOurs(): boolean {
  return ourPid() !== undefined;
}

/** Stops the daemon that we started, waits for its end, and starts it again. */
export async function restartDaemon(): Promise<void> {
  const pid = ourPid();
  if (pid === undefined) throw new Error("the Docker daemon is not ours to restart");
  stopDaemon();
  while (existsSync(`/proc/${pid}`)) await setTimeout(100);
  await startDaemon();
}

/** Stops the daemon that we started, and no other. */
export function stopDaemon(): "stopped" | "not ours" {
  const pid = ourPid();
  if (pid === undefined) return "not ours";
  process.kill(pid, "SIGTERM");
  rmSync(PID_FILE);
  return "stopped";
}

function ourPid(): number | undefined {
  try {
    const pid = Number(readFileSync(PID_FILE, "utf8"));
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "dockerd" ? pid : undefined;
  } catch {
    return undefined;
  }
}
