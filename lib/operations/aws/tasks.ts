import type { Task } from "@aws-sdk/client-ecs";
import type { System } from "./system";

/** As many tasks as one DescribeTasks takes (Amazon ECS API reference, "DescribeTasks"). */
const TASKS_AT_ONCE = 100;

/** Which tasks: a service's, or those of a family of task definitions. */
export type Whose = { serviceName: string } | { family: string };

/**
 * The tasks of a service or job that are to run, or that were stopped: those ECS knows for an hour at least (Amazon ECS API
 * reference, "ListTasks").
 */
export async function tasksOf(system: System, whose: Whose, desiredStatus: "RUNNING" | "STOPPED"): Promise<Task[]> {
  const { cluster } = system.details;
  const ecs = system.clients.ecs();
  const arns: string[] = [];
  for await (const page of ecs.paginateListTasks({ cluster, ...whose, desiredStatus }))
    arns.push(...(page.taskArns ?? []));
  const found: Task[] = [];
  for (let at = 0; at < arns.length; at += TASKS_AT_ONCE) {
    const { tasks = [] } = await ecs.describeTasks({ cluster, tasks: arns.slice(at, at + TASKS_AT_ONCE) });
    found.push(...tasks);
  }
  return found;
}

/** `arn:…:task-definition/shop-migrate-production:7` → `shop-migrate-production` */
export function familyOf(taskDefinition: string): string {
  return taskDefinition.replace(/^.*\//, "").replace(/:\d+$/, "");
}

/** The last part of a task's ARN, by which people and log streams know it. */
export function taskId({ taskArn = "" }: Pick<Task, "taskArn">): string {
  return taskArn.slice(taskArn.lastIndexOf("/") + 1);
}
