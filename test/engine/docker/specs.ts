import { imageOf } from "../../support/docker/parts";
import { freePorts } from "./ports";
import type { Spec } from "./stack";

/** A service that prints its version; what else it does, its environment says (test/support/docker/parts/app). */
export function service(version: string, environment: Record<string, string> = {}, more: Spec = {}): Spec {
  return {
    image: imageOf("app"),
    port: 8080,
    health: { path: "/healthz", grace: "20 seconds" },
    scale: { min: 1, max: 1 },
    environment: { VERSION: version, ...environment },
    ...more,
  };
}

/** The service alone: what the tests of its deployments need, and no more. */
export function bare(version: string, environment: Record<string, string> = {}): Spec {
  return { ...NOTHING_ELSE, services: { web: service(version, environment) } };
}

/** Turns off all that is on by default. */
export const NOTHING_ELSE: Spec = {
  logs: false,
  health: false,
  alerts: false,
  backups: false,
  dashboard: false,
  registry: false,
};

/** All that a row has: a service, jobs, a database, logs, backups, alarms and a dashboard. */
export async function whole(version: string): Promise<Spec> {
  const [logs, dashboard] = await freePorts(2);
  return {
    services: { web: service(version) },
    jobs: {
      greet: { image: imageOf("app"), command: ["exit", "0", "hello", "and goodbye"] },
      fail: { image: imageOf("app"), command: ["exit", "7", "no such order"] },
    },
    database: {},
    logs: { port: logs, archive: false },
    backups: { password: "a password of enough length 123" },
    dashboard: { port: dashboard },
  };
}
