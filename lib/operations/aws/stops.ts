import type { Container, Task } from "@aws-sdk/client-ecs";
import { exitCodeInWords } from "../exitCodes";
import type { StopReason } from "../index";
import { serviceEvents } from "./events";
import type { System } from "./system";
import { familyOf, taskId, tasksOf, type Whose } from "./tasks";

/**
 * Why things stopped since a moment: the tasks that ECS still knows, which it does for an hour at least, and what it said of
 * the services, of which it keeps the last hundred messages each.
 */
export async function stopReasons(system: System, since: Date): Promise<StopReason[]> {
  const found = await serviceEvents(system, since);
  for (const { subject, whose, ends } of subjectsOf(system)) {
    system.goOn("not all was read");
    const tasks = await tasksOf(system, whose, "STOPPED");
    found.push(...tasks.flatMap(task => reasonOf(subject, task, ends)).filter(({ at }) => new Date(at) >= since));
  }
  return found.sort((one, other) => one.at.localeCompare(other.at));
}

interface Subject {
  subject: string;
  whose: Whose;
  /** Whether it ends by itself, as jobs do. */
  ends: boolean;
}

function subjectsOf({ details, jobs }: System): Subject[] {
  const services = Object.entries(details.services).map(([subject, { service }]) => {
    return { subject, whose: { serviceName: service }, ends: false };
  });
  const others = Object.entries(jobs).map(([subject, { taskDefinition }]) => {
    return { subject, whose: { family: familyOf(taskDefinition) }, ends: true };
  });
  return [...services, ...others];
}

/** Why a task stopped, or nothing when that was as it should be: what ends by itself ended well, or ECS asked it to. */
export function reasonOf(subject: string, task: Task, ends: boolean): StopReason[] {
  const { stoppedAt, stopCode, stoppedReason = "", containers = [] } = task;
  const container = containers.find(({ name }) => name === subject) ?? containers[0];
  const exitCode = container?.exitCode;
  if (stoppedAt === undefined || isAsked(stopCode, stoppedReason) || (ends && exitCode === 0)) return [];
  const reason = inWords(stopCode, stoppedReason, container);
  return [{ subject, instance: taskId(task), at: stoppedAt.toISOString(), exitCode, reason, restarts: 0 }];
}

/** A rollout or the scaling took it away (Amazon ECS developer guide, "Stopped tasks error messages"). */
function isAsked(stopCode: string | undefined, reason: string): boolean {
  return stopCode === "ServiceSchedulerInitiated" && reason.startsWith("Scaling activity initiated by");
}

function inWords(stopCode: string | undefined, stoppedReason: string, container: Container | undefined): string {
  const { exitCode, reason: said = "" } = container ?? {};
  if (stopCode === "TaskFailedToStart" || exitCode === undefined) {
    const why = [stoppedReason, said].filter((text, index, all) => text !== "" && all.indexOf(text) === index);
    return `${exitCode === undefined ? "never started" : "failed"}: ${why.join(": ") || "ECS says no reason"}`;
  }
  // "OutOfMemoryError: Container killed due to memory usage" stands in the container's reason.
  const ended = exitCodeInWords(exitCode, said.startsWith("OutOfMemory"));
  return stopCode === "EssentialContainerExited" || stoppedReason === "" ? ended : `${stoppedReason} (${ended})`;
}
