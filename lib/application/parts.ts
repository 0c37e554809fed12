import * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../common/args";
import type { Watch } from "../target";
import type { ContainerArgs, Workload } from "../target/spec";
import type { ApplicationArgs } from "./args";

/** Tells a part that is made already from what is said of one. */
export function isResource(value: unknown): value is pulumi.Resource {
  return pulumi.Resource.isInstance(value);
}

/** What every part is told. */
export function commonArgs(application: string, { environment, tags }: ApplicationArgs): ComponentArgs {
  return { application, environment, ...(tags && { tags }) };
}

/** The services, workers and jobs, with the only service under the name it gets. */
export function workloadOf({ service, services, workers, jobs }: ApplicationArgs): Workload {
  const all = service ? { web: service } : services;
  return { ...(all && { services: all }), ...(workers && { workers }), ...(jobs && { jobs }) };
}

function containersOf({ services, workers, jobs }: Workload): [name: string, container: ContainerArgs][] {
  return Object.entries<ContainerArgs>({ ...services, ...workers, ...jobs });
}

/** Everything that writes logs, by name. */
export function sourcesOf(workload: Workload): string[] {
  return containersOf(workload).map(([name]) => name);
}

/** Everything whose image is built, by name. */
export function builtOf(workload: Workload): string[] {
  return containersOf(workload).flatMap(([name, { build }]) => (build === undefined ? [] : name));
}

/** Stands for what is watched while the target is not made yet. */
export const NOTHING_TO_WATCH: Watch = { endpoints: [] };

/** Whether there is something to back up: data of its own, or what the user names. */
export function isBackedUp({ backups, database, storage }: ApplicationArgs): boolean {
  return backups !== false && [backups, database, storage].some(said => said !== undefined);
}
