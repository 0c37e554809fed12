import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { dump, load } from "js-yaml";

export const REPOSITORY = resolve(__dirname, "../..");

/**
 * Makes `to` a project like `from`, with its packages installed. A program of the repository's finds its packages where it
 * lies, and so is linked; its settings are copied, because the engine writes to them.
 */
export async function layOut(from: string, to: string): Promise<void> {
  const entries = (await readdir(from)).filter(entry => !entry.startsWith("."));
  if (entries.includes("package.json") && (await dependsOnDaytwo(from))) return install(from, to);
  await mkdir(to);
  for (const entry of entries) {
    const isSetting = /^Pulumi.*\.yaml$/.test(entry);
    await (isSetting ? cp : symlink)(join(from, entry), join(to, entry));
  }
  if (!entries.includes("node_modules")) await symlink(join(REPOSITORY, "node_modules"), join(to, "node_modules"));
}

async function dependsOnDaytwo(directory: string): Promise<boolean> {
  const manifest: { dependencies?: object } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  return "daytwo" in (manifest.dependencies ?? {});
}

/** A project of its own has packages of its own: the repository's, and the repository itself. */
async function install(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: path => !path.endsWith("node_modules") });
  const [source, modules] = [join(REPOSITORY, "node_modules"), join(to, "node_modules")];
  await mkdir(modules);
  await symlink(REPOSITORY, join(modules, "daytwo"));
  for (const name of await readdir(source)) await symlink(join(source, name), join(modules, name));
}

/**
 * Fills the one folder that PATH names beside the engine's. The engine takes every `pulumi-resource-*` on PATH for a
 * provider, so it holds Node and stand-ins alone: one for each SDK that is installed, because the engine wants its
 * provider whether or not the program uses it.
 */
export async function linkPrograms(bin: string, project: string): Promise<void> {
  await symlink(process.execPath, join(bin, "node"));
  const installed = await readdir(join(project, "node_modules/@pulumi"));
  const main = JSON.stringify(join(__dirname, "standin/main.js"));
  for (const name of new Set(["standin", ...installed]))
    await writeFile(join(bin, `pulumi-resource-${name}`), `#!/usr/bin/env node\nrequire(${main}).serve();\n`, {
      mode: 0o755,
    });
}

/** Puts a real provider in the place of its stand-in. */
export async function useProvider(bin: string, name: string, folder: string): Promise<void> {
  const program = `pulumi-resource-${name}`;
  await rm(join(bin, program), { force: true });
  await symlink(join(folder, program), join(bin, program));
}

/** Takes out of a stack's settings what is encrypted with a passphrase that the tests do not have. */
export async function dropSecrets(project: string, stack: string): Promise<void> {
  const file = join(project, `Pulumi.${stack}.yaml`);
  const text = await readFile(file, "utf8").catch(() => "{}");
  const { config = {} } = load(text) as { config?: Record<string, unknown> };
  const readable = Object.entries(config).filter(([, value]) => !isEncrypted(value));
  await writeFile(file, dump({ config: Object.fromEntries(readable) }));
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}
