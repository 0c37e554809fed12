import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ProjectError } from "../errors";
import { type Declaration, declarations } from "./declarations";
import { ProjectMistakes } from "./mistakes";
import { isMap, readYaml, type YamlMap } from "./yaml";

/** A Pulumi project, as its `Pulumi.yaml` describes it. */
export interface Project {
  name: string;
  /** Where `Pulumi.yaml` lies. */
  directory: string;
  /** `Pulumi.yaml`, or one of its other spellings. */
  file: string;
  /** Where the stack files lie. */
  stackDirectory: string;
  /** The program, relative to the directory. @default - what `package.json` says, else `index` */
  main?: string;
  runtime: Runtime;
  /** What the project says of its configuration, by whole key. */
  declarations: Record<string, Declaration>;
}

export interface Runtime {
  /** Whether TypeScript is understood. @default true */
  typescript: boolean;
  /** Arguments for Node. @default - none */
  nodeargs: string;
  /** @default - tsconfig.json beside the program */
  tsconfig?: string;
}

const FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
const PLANNED_RUNTIMES = ["nodejs", "bun"];

/** The project in a directory, or in the nearest one above it. @throws ProjectError when there is none, or it is malformed. */
export function findProject(directory: string): Project {
  const start = resolve(directory);
  if (!existsSync(start) || !statSync(start).isDirectory())
    throw new ProjectError(`${directory}: is no directory; name the directory of a Pulumi project`);
  for (let current = start; ; current = dirname(current)) {
    const file = FILES.find(name => existsSync(join(current, name)));
    if (file) return readProject(current, file);
    if (dirname(current) === current) break;
  }
  throw new ProjectError(
    `Pulumi.yaml: there is none in ${start} or above it; name the directory of a Pulumi project, or make one with "name" and "runtime: nodejs"`,
  );
}

function readProject(directory: string, file: string): Project {
  const content = readYaml(join(directory, file));
  if (!isMap(content)) throw new ProjectError(`${file}: must be a map with "name" and "runtime"; write name: …`);
  const mistakes = new ProjectMistakes();
  const name = nameOf(content, file, mistakes);
  const project: Project = {
    name,
    directory,
    file,
    stackDirectory: stackDirectory(content, directory),
    runtime: runtimeOf(content, file, mistakes),
    declarations: declarations(content.config, name, file, mistakes),
    ...main(content, directory, file, mistakes),
  };
  mistakes.throwIfAny();
  return project;
}

function nameOf({ name }: YamlMap, file: string, mistakes: ProjectMistakes): string {
  if (typeof name === "string" && /^[A-Za-z0-9_.-]{1,100}$/.test(name)) return name;
  mistakes.add(
    name === undefined
      ? `${file}: "name" is missing; write name: my-project`
      : `${file}: "name" must be 1 to 100 letters, digits, hyphens, underscores and periods; write name: my-project`,
  );
  return "";
}

function main({ main }: YamlMap, directory: string, file: string, mistakes: ProjectMistakes): { main?: string } {
  if (main === undefined || main === null || main === "") return {};
  if (typeof main !== "string") mistakes.add(`${file}: "main" must be a path; write main: index.ts`);
  else if (!existsSync(resolve(directory, main)))
    mistakes.add(`${file}: "main" names ${main}, which isn't there; write the path of the program, or build it first`);
  else return { main };
  return {};
}

function stackDirectory({ config, stackConfigDir }: YamlMap, directory: string): string {
  const named = typeof config === "string" ? config : stackConfigDir;
  return typeof named === "string" ? resolve(directory, named) : directory;
}

function runtimeOf({ runtime }: YamlMap, file: string, mistakes: ProjectMistakes): Runtime {
  const { name, options = {} } = isMap(runtime) ? runtime : { name: runtime };
  const given = isMap(options) ? options : {};
  if (name === undefined) mistakes.add(`${file}: "runtime" is missing; write runtime: nodejs`);
  else if (!PLANNED_RUNTIMES.includes(String(name)))
    mistakes.add(`${file}: runtime ${name} can't be planned; daytwo plans TypeScript and JavaScript: runtime: nodejs`);
  const { typescript = true, nodeargs = "", tsconfig } = given;
  if (typeof typescript !== "boolean")
    mistakes.add(`${file}: runtime option "typescript" must be true or false; write typescript: true`);
  if (typeof nodeargs !== "string")
    mistakes.add(`${file}: runtime option "nodeargs" must be a text; write nodeargs: "…"`);
  if (tsconfig !== undefined && typeof tsconfig !== "string")
    mistakes.add(`${file}: runtime option "tsconfig" must be a path; write tsconfig: tsconfig.json`);
  return {
    typescript: typescript !== false,
    nodeargs: typeof nodeargs === "string" ? nodeargs : "",
    ...(typeof tsconfig === "string" && { tsconfig }),
  };
}
