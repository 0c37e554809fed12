import type { ContainerInspectInfo, MountSettings } from "dockerode";
import { PlainError } from "../../common/errors";
import { mountsOf } from "./mounts";
import { runOnce, succeedOnce } from "./once";
import { PURPOSE } from "./restoreRun";
import type { System } from "./system";

/** A server's data, as a container beside it has them. */
export interface Data {
  /** The data folder, as the server sees it. */
  folder: string;
  mounts: MountSettings[];
}

export function dataOf(server: ContainerInspectInfo): Data {
  const folder = server.Config.Env.find(variable => variable.startsWith("PGDATA="))?.slice("PGDATA=".length);
  if (folder === undefined)
    throw new PlainError("restore: the database's container names no PGDATA; restore a dump by hand");
  return { folder, mounts: mountsOf(server) };
}

/** Whether a file of a volume is not there any more. */
export async function isGone(system: System, path: string, mounts: MountSettings[]): Promise<boolean> {
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

/** Puts the former data in the place of the new ones, which stay beside them under a name that the purge knows. */
export async function putBack(system: System, { folder, mounts }: Data, kept: string): Promise<void> {
  const script =
    "const [now, kept] = process.argv.slice(1); const at = new Date().toISOString().replace(/[-:]|\\.\\d+/g, ''); fs.renameSync(now, now + '.before-' + at); fs.renameSync(kept, now);";
  const entrypoint = ["node", "-e", `const fs = require('fs'); ${script}`];
  const once = { entrypoint, command: [folder, kept], mounts, user: "0:0", capabilities: ["DAC_OVERRIDE"] };
  await succeedOnce(system, PURPOSE, once);
}
