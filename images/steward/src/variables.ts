import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../../lib/steward/connection";
import { connectionOf } from "./database/url";
import { SpecError } from "./spec";

/**
 * A specification with variables laid where it wants them: `{ $file }` becomes the path of a file, `{ $folder }` that of a
 * folder, `{ $url }` a connection, `{ $text }` its content. The variables are taken from the environment, so that no tool inherits them.
 *
 * @throws SpecError when a variable is not there, or holds no URL where one is needed
 */
export async function laid(value: unknown, environment = process.env): Promise<unknown> {
  const layer = new Layer(environment);
  const told = await layer.lay(value);
  for (const name of layer.used) delete environment[name];
  return told;
}

class Layer {
  /** Names of the variables that were read. */
  readonly used = new Set<string>();
  private root: Promise<string> | undefined;

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  async lay(value: unknown): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map(part => this.lay(part)));
    if (typeof value !== "object" || value === null) return value;
    if ("$file" in value) return this.file(String(value.$file));
    if ("$text" in value) return this.read(String(value.$text));
    if ("$url" in value) return this.connection(String(value.$url));
    if ("$folder" in value && typeof value.$folder === "object" && value.$folder !== null)
      return this.folder(value.$folder);
    const parts = Object.entries(value).map(async ([key, part]) => [key, await this.lay(part)] as const);
    return Object.fromEntries(await Promise.all(parts));
  }

  private async file(variable: string): Promise<string> {
    return this.write(join(await this.place, variable), this.read(variable));
  }

  private async connection(variable: string): Promise<Connection> {
    const { password, ...connection } = connectionOf(this.read(variable), variable);
    return { ...connection, passwordFile: await this.write(join(await this.place, variable), password) };
  }

  private async folder(files: object): Promise<string> {
    const folder = await mkdtemp(join(await this.place, "folder-"));
    for (const [name, variable] of Object.entries(files)) {
      if (name !== name.replace(/[^\w.-]/g, "") || /^\.+$/.test(name))
        throw new SpecError(`${name}: is no name of a file; write letters, digits, dots, underscores and hyphens`);
      await this.write(join(folder, name), this.read(String(variable)));
    }
    return folder;
  }

  private read(variable: string): string {
    const content = this.environment[variable];
    if (content === undefined || content === "")
      throw new SpecError(`${variable}: the variable is missing; give it to the container as a secret`);
    this.used.add(variable);
    return content;
  }

  private async write(path: string, content: string): Promise<string> {
    await writeFile(path, content, { mode: 0o600 });
    return path;
  }

  private get place(): Promise<string> {
    this.root ??= makePlace();
    return this.root;
  }
}

/** A folder of our own, which goes when we do. */
async function makePlace(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), "steward-"));
  process.once("exit", () => rmSync(place, { recursive: true, force: true }));
  return place;
}
