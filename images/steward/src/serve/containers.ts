import { z } from "zod";
import { LABELS } from "../../../../lib/steward/labels";
import type { Docker } from "./docker";

/** A container of this stack, as Docker knows it now. */
export interface Seen {
  id: string;
  name: string;
  role: string;
  of: string;
  schedule: string | undefined;
  created: string;
  running: boolean;
  restarting: boolean;
  startedAt: string;
  finishedAt: string;
  exitCode: number;
  error: string;
  restarts: number;
  /** How many processors it may use; undefined for all. */
  cpus: number | undefined;
}

/** Whose containers. */
export interface Stack {
  project: string;
  stack: string;
}

const list = z.array(z.object({ Id: z.string() }));

/** What is asked of a container; Docker may leave out what is nothing. */
const inspected = z.object({
  Id: z.string(),
  Name: z.string(),
  Created: z.string(),
  RestartCount: z.number().default(0),
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }),
  State: z.object({
    Running: z.boolean(),
    Restarting: z.boolean().default(false),
    ExitCode: z.number().default(0),
    Error: z.string().default(""),
    StartedAt: z.string(),
    FinishedAt: z.string(),
  }),
  HostConfig: z.object({
    NanoCpus: z.number().default(0),
    CpuQuota: z.number().default(0),
    CpuPeriod: z.number().default(0),
  }),
});

/** The labels by which Docker finds a stack's containers. */
export function labelsOf({ project, stack }: Stack): string[] {
  return [`${LABELS.project}=${project}`, `${LABELS.stack}=${stack}`];
}

export async function containersOf(docker: Docker, stack: Stack): Promise<Seen[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: labelsOf(stack) }));
  const found = list.parse(await docker.get(`/containers/json?all=1&filters=${filters}`));
  const seen = await Promise.all(found.map(({ Id }) => inspect(docker, Id)));
  return seen.filter(container => container !== undefined);
}

/** The stack that a container belongs to. */
export async function stackOf(docker: Docker, id: string): Promise<Partial<Stack>> {
  const labels = inspected.parse(await docker.get(`/containers/${id}/json`)).Config.Labels ?? {};
  const { [LABELS.project]: project, [LABELS.stack]: stack } = labels;
  return { ...(project !== undefined && { project }), ...(stack !== undefined && { stack }) };
}

/** Nothing for one that was removed in between. */
async function inspect(docker: Docker, id: string): Promise<Seen | undefined> {
  const answer = await docker.get(`/containers/${id}/json`).catch(() => undefined);
  if (answer === undefined) return undefined;
  const { Id, Name, Created, RestartCount, Config, State, HostConfig } = inspected.parse(answer);
  const labels = Config.Labels ?? {};
  return {
    id: Id,
    name: Name.replace(/^\//, ""),
    role: labels[LABELS.role] ?? "",
    of: labels[LABELS.of] ?? "",
    schedule: labels[LABELS.schedule],
    created: Created,
    running: State.Running,
    restarting: State.Restarting,
    startedAt: State.StartedAt,
    finishedAt: State.FinishedAt,
    exitCode: State.ExitCode,
    error: State.Error,
    restarts: RestartCount,
    cpus: cpusOf(HostConfig),
  };
}

function cpusOf(limits: z.infer<typeof inspected>["HostConfig"]): number | undefined {
  if (limits.NanoCpus > 0) return limits.NanoCpus / 1e9;
  if (limits.CpuQuota > 0) return limits.CpuQuota / (limits.CpuPeriod || 100_000);
  return undefined;
}
