import { setTimeout } from "node:timers/promises";
import type { Container, ContainerInspectInfo, MountSettings } from "dockerode";
import { PlainError } from "../../common/errors";
import type { JobRun } from "../index";
import { runToEnd } from "./follow";
import { resultIn } from "./jobs";
import { merged, mountsOf } from "./mounts";
import { type Once, runOnce, succeedOnce } from "./once";
import { type StewardJob, stewardJobs } from "./stewardJobs";
import type { System } from "./system";

const PURPOSE = "restore";
/** How long a server may replay its log: a day's worth of a busy one. */
const REPLAY_MINUTES = 60;
const STOP_SECONDS = 120;

type Follow = (line: string) => void;

/**
 * Brings the database back to a moment. What it holds is kept beside the new data, and is put back when the server does not
 * start with these.
 */
export async function restoreTo(system: System, to: Date, follow: Follow): Promise<JobRun> {
  const [base] = await stewardJobs(system, ["base-backup"]);
  if (base) return restoreServer(system, base, to, follow);
  const [dump] = await stewardJobs(system, ["dump"]);
  if (dump) return restoreDump(system, dump, to, follow);
  throw new PlainError("restore: the stack has no backups of a database; write backups and database in its program");
}

/** The newest dump that is not younger: for engines whose log is not kept. */
async function restoreDump(system: System, { container, spec }: StewardJob, to: Date, follow: Follow): Promise<JobRun> {
  const { repository, database } = spec;
  const command = ["restore", JSON.stringify({ kind: "dump", repository, database, before: to.toISOString() })];
  const once = {
    command,
    mounts: mountsOf(container),
    network: await system.network(),
    environment: environmentOf(container),
    capabilities: container.HostConfig.CapAdd ?? [],
    ...identityOf(container),
  };
  return jobRun(await runOnce(system, once, withoutResult(follow)));
}

async function restoreServer(system: System, base: StewardJob, to: Date, follow: Follow): Promise<JobRun> {
  await shipLog(system, follow);
  const [info] = await system.containers("database");
  if (!info) throw new PlainError("restore: the database's container is not here; run pulumi up first");
  const server = system.docker.getContainer(info.Id);
  const data = dataOf(await server.inspect());
  follow("stops the database");
  await server.stop({ t: STOP_SECONDS });
  try {
    const run = await layData(system, base, data, to, follow);
    if (run.exitCode === 0) await startWith(system, server, data, run.kept, follow);
    else await server.start();
    return run;
  } catch (error) {
    // Stays stopped only where its data are not whole; else it serves what it had.
    await server.start().catch(() => {});
    throw error;
  }
}

/** What the server has written since the last shipment must be in the repository before it is stopped. */
async function shipLog(system: System, follow: Follow): Promise<void> {
  const [ship] = await stewardJobs(system, ["ship-wal"]);
  if (!ship || ship.container.State.Running) return;
  const { exitCode, lines } = await runToEnd(system.docker.getContainer(ship.container.Id));
  if (exitCode === 0) follow("brought the database's log up to now into the backups");
  else follow(`the log since the last shipment is not in the backups: ${resultIn(lines.at(-1) ?? "")?.message}`);
}

interface Data {
  /** The data folder, as the server sees it. */
  folder: string;
  mounts: MountSettings[];
}

function dataOf(server: ContainerInspectInfo): Data {
  const folder = server.Config.Env.find(variable => variable.startsWith("PGDATA="))?.slice("PGDATA=".length);
  if (folder === undefined)
    throw new PlainError("restore: the database's container names no PGDATA; restore a dump by hand");
  return { folder, mounts: mountsOf(server) };
}

async function layData(system: System, base: StewardJob, data: Data, to: Date, follow: Follow) {
  const { repository, archive } = base.spec;
  const told = { kind: "time", repository, at: to.toISOString(), into: data.folder, archive };
  const once: Once = {
    command: ["restore", JSON.stringify(told)],
    mounts: merged(data.mounts, mountsOf(base.container)),
    network: await system.network(),
    environment: environmentOf(base.container),
    user: "0:0",
    capabilities: ["CHOWN", "DAC_OVERRIDE", "FOWNER"],
  };
  const ended = await runOnce(system, once, withoutResult(follow));
  const kept = resultIn(ended.lines.at(-1) ?? "")?.figures.kept;
  return { ...jobRun(ended), kept: typeof kept === "string" ? kept : undefined };
}

/** Starts the server with the new data; where it cannot, the former ones are put back and it serves these. */
async function startWith(system: System, server: Container, data: Data, kept: string | undefined, follow: Follow) {
  follow("starts the database, which replays its log");
  await server.start();
  const failure = await replayed(system, server, data);
  if (failure === undefined) return;
  await server.stop({ t: STOP_SECONDS }).catch(() => {});
  if (kept !== undefined) await putBack(system, data, kept);
  throw new PlainError(`restore: ${failure}; the database serves what it had before`);
}

/** Until the server has removed the sign by which it recovers. Gives what is wrong when that does not come. */
async function replayed(system: System, server: Container, { folder, mounts }: Data): Promise<string | undefined> {
  const deadline = Date.now() + REPLAY_MINUTES * 60_000;
  while (Date.now() < deadline) {
    const { State, RestartCount } = await server.inspect();
    if (!State.Running || RestartCount > 2) return "the server does not start with the restored data";
    if (await isGone(system, `${folder}/recovery.signal`, mounts)) return undefined;
    await setTimeout(1_000);
  }
  return `the server has not replayed its log within ${REPLAY_MINUTES} minutes`;
}

async function isGone(system: System, path: string, mounts: MountSettings[]): Promise<boolean> {
  const script = "process.exitCode = require('fs').existsSync(process.argv[1]) ? 1 : 0";
  const readOnly = mounts.map(mount => ({ ...mount, ReadOnly: true }));
  const entrypoint = ["node", "-e", script];
  const capabilities = ["DAC_READ_SEARCH"];
  const { exitCode } = await runOnce(system, {
    entrypoint,
    command: [path],
    mounts: readOnly,
    user: "0:0",
    capabilities,
  });
  return exitCode === 0;
}

async function putBack(system: System, { folder, mounts }: Data, kept: string): Promise<void> {
  const script =
    "const [now, kept] = process.argv.slice(1); fs.renameSync(now, now + '.failed'); fs.renameSync(kept, now);";
  const entrypoint = ["node", "-e", `const fs = require('fs'); ${script}`];
  const once = { entrypoint, command: [folder, kept], mounts, user: "0:0", capabilities: ["DAC_OVERRIDE"] };
  await succeedOnce(system, PURPOSE, once);
}

/** What tells a job where it has room, but not what it is called. */
function environmentOf({ Config }: ContainerInspectInfo): string[] {
  return Config.Env.filter(variable => !variable.startsWith("DAYTWO_JOB="));
}

function identityOf({ Config }: ContainerInspectInfo): { user?: string } {
  return Config.User ? { user: Config.User } : {};
}

function withoutResult(follow: Follow): Follow {
  return line => {
    if (!resultIn(line)) follow(line);
  };
}

function jobRun(ended: Awaited<ReturnType<typeof runOnce>>): JobRun {
  const { exitCode, startedAt, seconds, lines } = ended;
  const message = resultIn(lines.at(-1) ?? "")?.message ?? lines.at(-1);
  return {
    job: PURPOSE,
    startedAt: startedAt.toISOString(),
    seconds: Math.round(seconds * 10) / 10,
    exitCode,
    message,
  };
}
