import { readFile } from "node:fs/promises";
import type { Repository } from "../../../../lib/steward/repository";
import { type Command, type CommandOptions, run } from "../command";
import { explained } from "./failures";
import { whenUnlocked } from "./locks";

/** One repository, as restic is told of it. */
export interface Restic {
  /** A command on the repository. */
  command(args: readonly string[], folder?: string): Command;
  /** Runs a command once nobody locks the repository, and says in plain words why it failed. */
  run(args: readonly string[], options?: { folder?: string }): Promise<string>;
  /** The same for what uses a command in its own way, such as a pipeline. */
  guarded<T>(work: () => Promise<T>): Promise<T>;
}

/** @throws Error when a file of the password or of the keys cannot be read */
export async function resticOf(repository: Repository, stop: AbortSignal): Promise<Restic> {
  const environment = await environmentOf(repository);
  const cache = repository.cache === undefined ? ["--no-cache"] : ["--cache-dir", repository.cache];
  const command = (args: readonly string[], folder?: string): Command => ({
    program: "restic",
    args: [...cache, ...args],
    environment,
    ...(folder !== undefined && { folder }),
  });
  const options: CommandOptions = { stop };
  const unlock = () => run(command(["unlock"]), options);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await whenUnlocked(work, unlock, stop);
    } catch (error) {
      throw explained(error, repository.location);
    }
  };
  return { command, guarded, run: (args, { folder } = {}) => guarded(() => run(command(args, folder), options)) };
}

async function environmentOf({ location, passwordFile, keys, region }: Repository): Promise<Record<string, string>> {
  await secretIn(passwordFile);
  return {
    RESTIC_REPOSITORY: location,
    RESTIC_PASSWORD_FILE: passwordFile,
    // Progress is for a terminal; here it would only be read past.
    RESTIC_PROGRESS_FPS: "0.01",
    ...(keys && {
      AWS_ACCESS_KEY_ID: await secretIn(keys.accessKeyFile),
      AWS_SECRET_ACCESS_KEY: await secretIn(keys.secretKeyFile),
    }),
    ...(region !== undefined && { AWS_DEFAULT_REGION: region }),
  };
}

/** The secret in a file. @throws Error, which names the file, when there is none */
export async function secretIn(file: string): Promise<string> {
  const content = await readFile(file, "utf8").catch(() => "");
  const secret = content.replace(/\r?\n$/, "");
  if (secret === "") throw new Error(`${file}: holds no secret; see that it is mounted`);
  return secret;
}
