import type { Command } from "commander";
import type { Orphan } from "../operations/docker/orphans";
import type { Lock } from "../operations/locks";
import { type ChangeFlags, changeOptions, confirmed } from "./confirm";
import { EXIT } from "./exit";
import { columns, print } from "./output";

interface RepairFlags extends ChangeFlags {
  cwd: string;
  stack?: string;
  host?: string;
  json?: boolean;
  cancel?: boolean;
  volumes?: boolean;
  force?: boolean;
}

/** What was found, and what was done with it. */
interface Repair {
  lock: (Lock & { cancelled: boolean }) | null;
  orphans: (Orphan & { removed: boolean })[];
  missing: string[];
}

export function addRepair(program: Command, end: (code: number) => void): void {
  const command = program
    .command("repair")
    .description("mend a stack whose update was killed: cancel its lock, remove what its state does not know")
    .option("-C, --cwd <directory>", "the project's directory", ".")
    .option("-s, --stack <name>", "the stack (default: the one that is selected)")
    .option("--host <address>", "the Docker host (default: the stack's, else DOCKER_HOST, else the local socket)")
    .option("--cancel", "cancel a lock of which it cannot be seen here whether its process runs")
    .option("--volumes", "remove volumes as well whose content may be nowhere else")
    .option("--force", "remove as well what may be another stack's that has the same project and name")
    .option("-j, --json", "print JSON");
  changeOptions(command).action(async (flags: RepairFlags) => end(await repair(flags)));
}

async function repair(flags: RepairFlags): Promise<number> {
  const { findDamage }: typeof import("../operations/repair") = require("../operations/repair");
  const damage = await findDamage({ directory: flags.cwd, ...flags });
  const { lock, orphans, missing, cancel, remove } = damage;
  const found: Repair = {
    lock: lock ? { ...lock, cancelled: false } : null,
    orphans: orphans.map(orphan => ({ ...orphan, removed: false })),
    missing,
  };
  const removable = found.orphans.filter(
    ({ holdsData, foreign }) => (flags.volumes || !holdsData) && (flags.force || !foreign),
  );
  if (!lock && !flags.cancel && removable.length === 0) return tell(flags, found);
  if (!(await confirmed(flags, intention(lock !== undefined || flags.cancel === true, removable))))
    return tell(flags, found);
  if (lock || flags.cancel) await cancel();
  if (found.lock) found.lock.cancelled = true;
  for (const orphan of removable) {
    await remove(orphan);
    orphan.removed = true;
  }
  return tell(flags, found);
}

function intention(cancels: boolean, removable: readonly Orphan[]): string {
  const parts = [
    ...(cancels ? ["cancel the stack's lock"] : []),
    ...(removable.length > 0 ? [`remove ${removable.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`] : []),
  ];
  return parts.join(" and ");
}

function tell(flags: RepairFlags, found: Repair): number {
  print(flags, found, wordsOf(found));
  return EXIT.done;
}

function wordsOf({ lock, orphans, missing }: Repair): string[] {
  const held = lock
    ? `lock of ${lock.username}@${lock.hostname}, process ${lock.pid}, since ${lock.timestamp}`
    : undefined;
  const rows = orphans.map(orphan => {
    const { kind, name, role, of, removed } = orphan;
    return [kind, name, `${role} of ${of}`, removed ? "removed" : whyKept(orphan)];
  });
  const gone = missing.map(name => `container ${name}: not on the host any more; run pulumi up --refresh`);
  const locked = held === undefined ? [] : [`${held}: ${lock?.cancelled ? "cancelled" : "found"}`];
  const pending = lock?.cancelled ? [PENDING] : [];
  const lines = [...locked, ...columns(rows), ...gone, ...pending];
  return lines.length > 0 ? lines : ["nothing to mend: no lock, and nothing that the state does not know"];
}

const PENDING = "if pulumi up warns of pending operations, run pulumi refresh --clear-pending-creates";

function whyKept({ holdsData, foreign }: Orphan): string {
  if (foreign) return "kept: it may be another stack's of this name; see --force";
  return holdsData ? "kept: it may hold data; see --volumes" : "found";
}
