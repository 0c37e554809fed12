import { randomUUID } from "node:crypto";
import type { Task } from "@aws-sdk/client-ecs";
import { InputError, PlainError } from "../../common/errors";
import { resultIn } from "../../steward/result";
import type { JobRun } from "../index";
import { secondsBetween } from "../seconds";
import type { TaskDetails } from "./details";
import { explain, isUnanswered } from "./explain";
import { LogTail } from "./logTail";
import { choice, type System } from "./system";
import { familyOf, taskId, tasksOf } from "./tasks";

type Follow = (line: string) => void;

/** How long a job may run before nobody waits for it any more. */
const JOB_HOURS = 24;

/** Lines come some seconds after they were written, and so after the end of the task. */
const QUIET_LOOKS = 3;

/** Runs a job to its end. @throws InputError when there is none of that name, PlainError when it runs already or does not start */
export async function runJob(system: System, job: string, follow: Follow): Promise<JobRun> {
  const details = Object.hasOwn(system.jobs, job) ? system.jobs[job] : undefined;
  if (!details) throw unknownJob(job, system);
  const [running] = await tasksOf(system, { family: familyOf(details.taskDefinition) }, "RUNNING");
  if (running) throw new PlainError(`the job "${job}" runs already (task ${taskId(running)}); wait for its end`);
  const task = await started(system, job, details);
  let last = "";
  const ended = await followed(system, job, details, task, line => {
    last = line;
    if (!resultIn(line)) follow(line);
  });
  return runOf(job, details, ended, resultIn(last)?.message);
}

function unknownJob(job: string, system: System): InputError {
  const message = `there is no job "${job}"; ${choice("run", Object.keys(system.jobs))}`;
  return new InputError("run", [{ path: "", message }]);
}

/** However often it is asked for: ECS starts one task for one token (Amazon ECS API reference, "RunTask"). */
async function started(system: System, job: string, details: TaskDetails): Promise<Task> {
  const { subnets, securityGroups, assignPublicIp, taskDefinition } = details;
  const address = assignPublicIp ? ("ENABLED" as const) : ("DISABLED" as const);
  const request = {
    cluster: system.details.cluster,
    taskDefinition,
    launchType: "FARGATE" as const,
    count: 1,
    networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp: address } },
    clientToken: randomUUID(),
    startedBy: "daytwo",
    propagateTags: "TASK_DEFINITION" as const,
  };
  const { tasks = [], failures = [] } = await system.clients.ecs().runTask(request).catch(unclear(job));
  const [task] = tasks;
  if (task) return task;
  const reasons = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(": "));
  throw new PlainError(`the job "${job}" was not started: ${reasons.join("; ") || "ECS says no reason"}`);
}

/** Without an answer nobody knows whether the job runs. That it runs twice is ruled out all the same. */
function unclear(job: string): (error: unknown) => never {
  return error => {
    if (!isUnanswered(error)) throw error;
    const what = `whether the job "${job}" was started is not known`;
    throw new PlainError(`${explain(error)}; ${what}: run it again, which is refused while it runs`);
  };
}

/** Tells each line as it comes, until the task has stopped and nothing more comes. */
async function followed(
  system: System,
  job: string,
  { container, logGroup }: TaskDetails,
  task: Task,
  follow: Follow,
): Promise<Task> {
  const { cluster } = system.details;
  const id = taskId(task);
  const tail = new LogTail(system, logGroup, `${container}/${container}/${id}`);
  const otherwise = `the job "${job}" goes on; its lines come to ${logGroup}, and this stops it: aws ecs stop-task --cluster ${cluster} --task ${id}`;
  let quiet = 0;
  return system.until(JOB_HOURS, otherwise, async () => {
    const { tasks = [] } = await system.clients.ecs().describeTasks({ cluster, tasks: [id] });
    const lines = await tail.next();
    for (const line of lines) follow(line);
    // A task that has just been started may not be known everywhere yet.
    const [now] = tasks;
    if (now?.lastStatus !== "STOPPED") return undefined;
    quiet = lines.length === 0 ? quiet + 1 : 0;
    return quiet >= QUIET_LOOKS ? now : undefined;
  });
}

function runOf(job: string, { container }: TaskDetails, task: Task, message: string | undefined): JobRun {
  const ended = task.containers?.find(({ name }) => name === container);
  if (ended?.exitCode === undefined) {
    const reason = [task.stoppedReason, ended?.reason].filter(Boolean).join(": ");
    throw new PlainError(`the job "${job}" did not start: ${reason || "ECS says no reason"}`);
  }
  const { createdAt = new Date(), startedAt = createdAt, stoppedAt = new Date() } = task;
  return {
    job,
    startedAt: startedAt.toISOString(),
    seconds: secondsBetween(startedAt, stoppedAt),
    exitCode: ended.exitCode,
    message: message ?? (ended.exitCode === 0 ? undefined : ended.reason),
  };
}
