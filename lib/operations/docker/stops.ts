import type { ContainerInfo, ContainerInspectInfo } from "dockerode";
import { z } from "zod";
import { LABELS } from "../../common/docker/labels";
import { exitCodeInWords } from "../exitCodes";
import type { StopReason } from "../index";
import { nameOf, type System, subjectOf } from "./system";

/** Roles whose containers end by themselves, and end well; only their failures are of interest. */
const ENDING = new Set(["fill", "gate", "job", "operation"]);

const event = z.object({
  Type: z.literal("container"),
  Action: z.string(),
  time: z.number(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
});
type Event = z.infer<typeof event>;

/** Why things stopped since a moment: what the containers themselves say, and what Docker saw of those that are gone. */
export async function stopReasons(system: System, since: Date): Promise<StopReason[]> {
  const infos = await system.containers();
  const inspected = await Promise.all(infos.map(({ Id }) => system.docker.getContainer(Id).inspect()));
  const standing = inspected.flatMap((container, index) => {
    const info = infos[index];
    const found = info && reasonOf(container, whoIs(info));
    return found && new Date(found.at) >= since ? [found] : [];
  });
  const events = await eventsOf(system, since);
  const known = new Set(standing.map(stopKey));
  const seen = events.flatMap(happened => deathOf(happened, events)).filter(reason => !known.has(stopKey(reason)));
  return [...standing, ...seen].sort((one, other) => one.at.localeCompare(other.at));
}

/** One stop of one container, to the second: both sources tell of it. */
function stopKey({ instance, at }: StopReason): string {
  return `${instance} ${at.slice(0, 19)}`;
}

/** Whose stop it is. */
interface Who {
  subject: string;
  instance: string;
  role: string;
}

function whoIs(info: ContainerInfo): Who {
  return { subject: subjectOf(info), instance: nameOf(info), role: info.Labels[LABELS.role] ?? "" };
}

/** What a container's own state says, or nothing when it runs or ended as it should. */
export function reasonOf(
  { State, RestartCount, Created }: Pick<ContainerInspectInfo, "State" | "RestartCount" | "Created">,
  { role, ...who }: Who,
): StopReason | undefined {
  const { Status, ExitCode, OOMKilled, Error: said, FinishedAt, StartedAt } = State;
  const neverStarted = StartedAt.startsWith("0001");
  if (Status === "running" || Status === "paused") return undefined;
  // A job waits for its turn.
  if (neverStarted && said === "") return undefined;
  if (ENDING.has(role) && ExitCode === 0) return undefined;
  const reason = neverStarted ? `never started: ${said}` : exitCodeInWords(ExitCode, OOMKilled);
  const at = new Date(neverStarted ? Created : FinishedAt).toISOString();
  return { ...who, at, exitCode: ExitCode, reason, restarts: RestartCount };
}

/** Docker keeps its last 256 events; those of containers that are gone by now are among them. */
async function eventsOf(system: System, since: Date): Promise<Event[]> {
  const filters = JSON.stringify({ type: ["container"], event: ["die", "oom"], label: system.filter() });
  const seconds = (at: Date) => Math.floor(at.getTime() / 1_000);
  const stream = await system.docker.getEvents({ since: seconds(since), until: seconds(new Date()) + 1, filters });
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text
    .split("\n")
    .filter(line => line.trim() !== "")
    .flatMap(line => event.safeParse(JSON.parse(line)).data ?? []);
}

function deathOf({ Action, Actor: { ID, Attributes }, time }: Event, events: readonly Event[]): StopReason[] {
  const exitCode = Number(Attributes.exitCode ?? 0);
  if (Action !== "die" || exitCode === 0 || Attributes[LABELS.role] === "operation") return [];
  const outOfMemory = events.some(other => other.Action === "oom" && other.Actor.ID === ID && other.time <= time);
  return [
    {
      subject: Attributes[LABELS.of] ?? Attributes[LABELS.role] ?? "unknown",
      instance: Attributes.name ?? ID.slice(0, 12),
      at: new Date(time * 1_000).toISOString(),
      exitCode,
      reason: exitCodeInWords(exitCode, outOfMemory),
      restarts: events.filter(other => other.Action === "die" && other.Actor.ID === ID && other.time < time).length,
    },
  ];
}
