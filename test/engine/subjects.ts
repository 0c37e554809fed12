import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "./control";
import type { Wanted } from "./made";
import { REPOSITORY } from "./scaffold";
import type { Workspace } from "./workspace";

/** A stack that the tests run, and what they need to know of it. */
export interface Subject extends Wanted {
  /** The secret configuration that the program needs. */
  secrets: Record<string, string>;
  /** Makes the program want another version of its service. */
  change: (workspace: Workspace) => Promise<void>;
  /** How a new version comes to run. */
  runs: Pick<Call, "method" | "type">;
  /** What it makes anew. */
  remade: string;
  /** Whether something in it is protected against deletion. */
  protects: boolean;
}

/** The value of every secret: in the form of a PagerDuty key, because one of them must be such. */
export const SECRET = "5ec7e75ec7e75ec7e75ec7e75ec7e75e";

export const STAGING: Subject = {
  title: "the staging stack",
  directory: REPOSITORY,
  stack: "staging",
  secrets: { sessionKey: SECRET },
  change: configure("greeting", "changed"),
  runs: { method: "update", type: "aws:ecs/service:Service" },
  remade: "aws:ecs/taskDefinition:TaskDefinition",
  protects: false,
};

export const PRODUCTION: Subject = {
  title: "the production stack",
  directory: REPOSITORY,
  stack: "production",
  secrets: { sessionKey: SECRET, pagerduty: SECRET },
  change: configure("greeting", "changed"),
  runs: { method: "update", type: "aws:ecs/service:Service" },
  remade: "aws:ecs/taskDefinition:TaskDefinition",
  protects: true,
};

const AWS_EXAMPLE: Subject = {
  title: "examples/aws",
  directory: join(REPOSITORY, "examples/aws"),
  stack: "dev",
  secrets: {},
  change: edit("index.ts", "shop-web:1.4.2", "shop-web:1.4.3"),
  runs: { method: "update", type: "aws:ecs/service:Service" },
  remade: "aws:ecs/taskDefinition:TaskDefinition",
  protects: false,
};

const DOCKER_EXAMPLE: Subject = {
  title: "examples/docker",
  directory: join(REPOSITORY, "examples/docker"),
  stack: "dev",
  secrets: { backupPassword: SECRET, webhook: `https://hooks.example.com/${SECRET}` },
  asksDocker: true,
  change: edit("index.ts", 'health: "/healthz"', 'health: "/healthz", environment: { GREETING: "changed" }'),
  runs: { method: "create", type: "docker:index/container:Container" },
  remade: "docker:index/container:Container",
  protects: false,
};

/** All stacks of the repository. */
export const SUBJECTS = [STAGING, PRODUCTION, AWS_EXAMPLE, DOCKER_EXAMPLE];

function configure(key: string, value: string): Subject["change"] {
  return async workspace => {
    await workspace.succeed("config", "set", key, value);
  };
}

function edit(file: string, from: string, to: string): Subject["change"] {
  return async ({ project }) => {
    const text = await readFile(join(project, file), "utf8");
    await writeFile(join(project, file), text.replaceAll(from, to));
  };
}
