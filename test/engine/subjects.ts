import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "./scaffold";
import type { Workspace } from "./workspace";

/** A stack that the tests run, and what they need to know of it. */
export interface Subject {
  title: string;
  directory: string;
  stack: string;
  /** Keys of secret configuration that the program needs. */
  secrets: string[];
  /** Makes the program want another version of its service. */
  change: (workspace: Workspace) => Promise<void>;
  /** Whether something in it is protected against deletion. */
  protects: boolean;
}

/** The value of every secret: in the form of a PagerDuty key, because one of them must be such. */
export const SECRET = "5ec7e75ec7e75ec7e75ec7e75ec7e75e";

export const STAGING: Subject = {
  title: "the staging stack",
  directory: REPOSITORY,
  stack: "staging",
  secrets: ["sessionKey"],
  change: configure("greeting", "changed"),
  protects: false,
};

export const PRODUCTION: Subject = {
  title: "the production stack",
  directory: REPOSITORY,
  stack: "production",
  secrets: ["sessionKey", "pagerduty"],
  change: configure("greeting", "changed"),
  protects: true,
};

const AWS_EXAMPLE: Subject = {
  title: "examples/aws",
  directory: join(REPOSITORY, "examples/aws"),
  stack: "dev",
  secrets: [],
  change: edit("index.ts", "shop-web:1.4.2", "shop-web:1.4.3"),
  protects: false,
};

/** All stacks of the repository. */
export const SUBJECTS = [STAGING, PRODUCTION, AWS_EXAMPLE];

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
