import { z } from "zod";
import { connect, explain } from "../common/docker/host";
import { PlainError } from "../common/errors";
import { findProject } from "../plan/project/project";
import { connectionOf } from "./connection";
import { type Orphan, orphansOf, removeOrphan } from "./docker/orphans";
import { System } from "./docker/system";
import { type Lock, locksOf } from "./locks";
import { pulumi, type Where } from "./pulumi";

export interface RepairOptions extends Where {
  /** The address of the Docker host. @default - the stack's, else `DOCKER_HOST`, else the local socket */
  host?: string | undefined;
  /** Whether to cancel a lock of which it cannot be seen whether its process runs. @default false */
  cancel?: boolean | undefined;
}

/** What a killed update left. */
export interface Damage {
  /** The lock of a process that is dead. */
  lock: Lock | undefined;
  orphans: Orphan[];
  /** The containers that the state knows and the host has no more, by their names in the state. */
  missing: string[];
  cancel(): Promise<void>;
  remove(orphan: Orphan): Promise<void>;
}

/**
 * Looks at a stack after an update was killed. It needs no manifest: where the first update was killed there is none.
 *
 * @throws PlainError while an update runs, or may run, or when Pulumi or the Docker host does not answer
 */
export async function findDamage({ host, cancel, ...where }: RepairOptions): Promise<Damage> {
  const { name: project } = findProject(where.directory);
  const stack = (where.stack ?? (await pulumi(where, "stack", "--show-name")).trim()).split("/").at(-1) ?? "";
  const lock = deadLock(locksOf(await backendOf(where), project, stack), cancel);
  const connection = await connectionOf(where, host);
  const system = new System(connect(connection), { project, stack });
  const told = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => Promise.reject(new PlainError(explain(error, connection.host))));
  const known = await resourcesOf(where);
  const there = new Set((await told(system.containers())).map(({ Id }) => Id));
  return {
    lock,
    orphans: await told(orphansOf(system, new Set(known.flatMap(({ id }) => id ?? [])))),
    missing: known.filter(({ type, id = "" }) => type === CONTAINER && !there.has(id)).map(({ urn }) => nameIn(urn)),
    cancel: async () => {
      await pulumi(where, "cancel", "--yes");
    },
    remove: orphan => told(removeOrphan(system, orphan)),
  };
}

/** The lock to cancel. While an update runs there is nothing to mend: what the state does not know may be in the making. */
function deadLock(locks: readonly Lock[] | undefined, cancel = false): Lock | undefined {
  const [lock] = locks ?? [];
  if (!lock || lock.alive === false) return lock;
  const who = `${lock.username}@${lock.hostname}, process ${lock.pid}, since ${lock.timestamp}`;
  if (lock.alive) throw new PlainError(`an update of this stack runs (${who}); wait for its end, or stop it`);
  if (cancel) return lock;
  throw new PlainError(
    `the stack is locked (${who}), and whether that runs cannot be seen here; add --cancel if it does not`,
  );
}

const user = z.object({ url: z.string() });
const resource = z.object({ urn: z.string().default(""), type: z.string().default(""), id: z.string().optional() });
const state = z.object({ deployment: z.object({ resources: z.array(resource).nullish() }) });

const CONTAINER = "docker:index/container:Container";

async function backendOf(where: Where): Promise<string> {
  return user.parse(JSON.parse(await pulumi({ directory: where.directory }, "whoami", "--json"))).url;
}

async function resourcesOf(where: Where): Promise<z.infer<typeof resource>[]> {
  const { deployment } = state.parse(JSON.parse(await pulumi(where, "stack", "export")));
  return deployment.resources ?? [];
}

/** The last part of a resource's URN. */
function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
