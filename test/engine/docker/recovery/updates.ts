import { setTimeout } from "node:timers/promises";
import type { Outcome } from "../../workspace";
import { Rows } from "../rows";
import { service, whole } from "../specs";
import type { DockerStack, Spec } from "../stack";
import { leftToDelete, unknownToState } from "../state";

/** A moment at which an update is stopped, and by what. */
export interface Stop {
  signal: NodeJS.Signals;
  after: number;
}

/** The whole stack, of which each version is a new version of the service, a changed job and changed rules of the alerts. */
export class Versions {
  private constructor(private readonly common: Spec) {}

  static async begin(): Promise<Versions> {
    return new Versions(await whole("0"));
  }

  of(version: number): Spec {
    return {
      ...this.common,
      services: { web: service(String(version)) },
      alerts: { errorRate: 5 + version / 10 },
    };
  }
}

/** The whole stack in its second version, with a table of rows, and how many milliseconds its update took. */
export async function updated(stack: DockerStack): Promise<{ versions: Versions; rows: Rows; longest: number }> {
  const versions = await Versions.begin();
  await stack.wants(versions.of(0));
  await stack.workspace.deploy();
  const rows = new Rows(stack);
  await rows.create();
  await stack.wants(versions.of(1));
  return { versions, rows, longest: await deployed(stack) };
}

/** A moment within so many milliseconds. */
export function sometime(signal: NodeJS.Signals, longest: number): Stop {
  return { signal, after: Math.round(Math.random() * longest) };
}

export function wordsOf({ signal, after }: Stop): string {
  return `${signal} after ${after} ms`;
}

/** Brings the stack up to date, undisturbed. Gives how many milliseconds that takes: a later signal would meet no update. */
async function deployed({ workspace }: DockerStack): Promise<number> {
  const began = Date.now();
  await workspace.deploy();
  return Date.now() - began;
}

/** Begins an update and stops it at a moment. Gives what the update said. */
export async function stopped({ workspace }: DockerStack, { signal, after }: Stop): Promise<Outcome> {
  const running = workspace.up();
  await setTimeout(after);
  workspace.interrupt(signal);
  return running;
}

/** That this version serves, by one container, and that nothing else was left behind. */
export async function expectConverged(stack: DockerStack, version: number): Promise<void> {
  expect(await (await fetch(stack.url())).text()).toBe(`version ${version}\n`);
  expect(await unknownToState(stack)).toEqual([]);
  expect(await leftToDelete(stack)).toEqual([]);
  expect((await stack.containers("service")).map(({ State }) => State)).toEqual(["running"]);
}
