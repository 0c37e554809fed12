import { setTimeout } from "node:timers/promises";
import type { Container } from "dockerode";
import { PlainError } from "../../common/errors";
import { resultIn } from "../../steward/result";
import type { JobRun } from "../index";
import { type Data, dataOf, isGone, putBack } from "./dataFolder";
import { runToEnd } from "./follow";
import { merged, mountsOf } from "./mounts";
import { type Once, runOnce } from "./once";
import { renewPasswords } from "./passwords";
import { environmentOf, type Follow, restoreRun, withoutResult } from "./restoreRun";
import { type StewardJob, stewardJobs } from "./stewardJobs";
import type { System } from "./system";

/** How long a server may replay its log: a day's worth of a busy one. */
const REPLAY_MINUTES = 60;
const STOP_SECONDS = 120;

/** Lays the whole server's data as they were, and has it replay its log to the moment. */
export async function restoreServer(system: System, base: StewardJob, to: Date, follow: Follow): Promise<JobRun> {
  await shipLog(system, follow);
  const [info] = await system.containers("database");
  if (!info)
    throw new PlainError(
      "restore: the database's container is not here; run pulumi up --refresh first, which makes one",
    );
  const server = system.docker.getContainer(info.Id);
  const inspected = await server.inspect();
  const data = dataOf(inspected);
  follow("stops the database");
  // A restore that was cut off has stopped it.
  if (inspected.State.Running) await server.stop({ t: STOP_SECONDS });
  try {
    const run = await layData(system, base, data, to, follow);
    if (run.exitCode === 0) {
      await startWith(system, server, data, run.kept, follow);
      await renewPasswords(server, base);
    } else await server.start();
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
  if (!ship) return;
  const container = system.docker.getContainer(ship.container.Id);
  // One that runs may have closed the log before the moment that is asked for.
  await container.wait();
  const { exitCode, lines } = await runToEnd(container);
  if (exitCode === 0) follow("brought the database's log up to now into the backups");
  else follow(`the log since the last shipment is not in the backups: ${resultIn(lines.at(-1) ?? "")?.message}`);
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
  return { ...restoreRun(ended), kept: typeof kept === "string" ? kept : undefined };
}

/** Starts the server with the new data; where it cannot, the former ones are put back and it serves these. */
async function startWith(system: System, server: Container, data: Data, kept: string | undefined, follow: Follow) {
  follow("starts the database, which replays its log");
  await server.start();
  const failure = await replayed(system, server, data);
  if (failure === undefined) return;
  await server.stop({ t: STOP_SECONDS }).catch(() => {});
  if (kept !== undefined) await putBack(system, data, kept);
  throw new PlainError(`restore: ${failure}. The database serves what it had before`);
}

/** Until the server has removed the sign by which it recovers. Gives what is wrong when that does not come. */
async function replayed(system: System, server: Container, { folder, mounts }: Data): Promise<string | undefined> {
  const deadline = Date.now() + REPLAY_MINUTES * 60_000;
  while (Date.now() < deadline) {
    const { State, RestartCount } = await server.inspect();
    if (!State.Running || RestartCount > 2)
      return "the server does not start with the restored data; try an earlier moment";
    if (await isGone(system, `${folder}/recovery.signal`, mounts)) return undefined;
    await setTimeout(1_000);
  }
  return `the server has not replayed its log within ${REPLAY_MINUTES} minutes`;
}
