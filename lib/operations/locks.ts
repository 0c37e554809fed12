import { readdirSync, readFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Who holds a stack, as Pulumi's backends in files write it (pkg/backend/diy/lock.go). */
export interface Lock {
  pid: number;
  username: string;
  hostname: string;
  timestamp: string;
  /** Whether its process runs; `undefined` where it cannot be seen: on another machine. */
  alive: boolean | undefined;
}

const content = z.object({ pid: z.number(), username: z.string(), hostname: z.string(), timestamp: z.string() });

/** The locks of a stack, or `undefined` for a backend that is not in files here. */
export function locksOf(backend: string, project: string, stack: string): Lock[] | undefined {
  const folder = folderOf(backend);
  if (folder === undefined) return undefined;
  const locks = join(folder, ".pulumi/locks");
  // Backends that are older than Pulumi 3.61 have no projects.
  return [join(locks, "organization", project, stack), join(locks, stack)].flatMap(locksIn);
}

function folderOf(backend: string): string | undefined {
  if (!backend.startsWith("file://")) return undefined;
  const path = backend.slice("file://".length).replace(/\?.*/, "");
  if (path === "~" || path.startsWith("~/")) return join(homedir(), path.slice(1));
  return path.startsWith("/") ? fileURLToPath(`file://${path}`) : path;
}

function locksIn(folder: string): Lock[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter(name => name.endsWith(".json"));
  } catch {
    return [];
  }
  return names.map(name => {
    const lock = content.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
    return { ...lock, alive: lock.hostname === hostname() ? isPulumi(lock.pid) : undefined };
  });
}

/** Whether a process runs and is Pulumi's: numbers of processes are given again. */
function isPulumi(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It runs, and is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  try {
    return /pulumi/i.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return true;
  }
}
