import { stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { GitMirrorSpec } from "../../../../lib/steward/git-mirror";
import { type Command, CommandError, run } from "../command";
import { folderSpec, keepSpec, repositorySpec } from "../repository/specs";
import type { Verb } from "../verb";
import { keepFolders } from "./folders";

/** Copies git repositories with all their branches and tags. */
export const gitMirror: Verb<GitMirrorSpec> = {
  spec: z.strictObject({
    repository: repositorySpec,
    mirrors: z.record(z.string().regex(/^[\w.-]+$/), z.string().min(1)),
    credentialsFile: folderSpec.optional(),
    work: folderSpec,
    keep: keepSpec,
  }),
  job: true,
  async run({ repository, mirrors, credentialsFile, work, keep }, stop) {
    const git = gitWith(credentialsFile, stop);
    let references = 0;
    for (const [name, url] of Object.entries(mirrors)) references += await mirror(git, url, join(work, `${name}.git`));
    const folders = Object.fromEntries(Object.keys(mirrors).map(name => [name, join(work, `${name}.git`)]));
    const { message, figures } = await keepFolders("git", { repository, folders, keep }, stop);
    return { message: `${message}; ${references} branches and tags`, figures: { ...figures, references } };
  },
};

type Git = (...args: string[]) => Promise<string>;

function gitWith(credentialsFile: string | undefined, stop: AbortSignal): Git {
  const helper = credentialsFile === undefined ? [] : ["-c", `credential.helper=store --file=${credentialsFile}`];
  // A question would wait for ever; and the mirrors belong to whoever ran before.
  const environment = { GIT_TERMINAL_PROMPT: "0", GIT_SSH_COMMAND: "ssh -o BatchMode=yes", HOME: "/tmp" };
  return async (...args) => {
    const command: Command = { program: "git", args: ["-c", "safe.directory=*", ...helper, ...args], environment };
    try {
      return await run(command, { stop });
    } catch (error) {
      throw error instanceof CommandError ? new Error(withoutCredentials(error.message)) : error;
    }
  };
}

/** Brings a mirror up to date and sees that it is whole. Gives how many references it has. */
async function mirror(git: Git, url: string, folder: string): Promise<number> {
  if (await stat(join(folder, "HEAD")).catch(() => undefined)) {
    await git("-C", folder, "remote", "set-url", "origin", url);
    await git("-C", folder, "remote", "update", "--prune");
  } else await git("clone", "--quiet", "--mirror", url, folder);
  await git("-C", folder, "fsck", "--connectivity-only", "--no-dangling");
  const references = await git("-C", folder, "for-each-ref", "--format=x");
  return references.split("\n").filter(line => line !== "").length;
}

/** Git repeats an address with what stands before the @ in it. */
function withoutCredentials(message: string): string {
  return message.replace(/:\/\/[^/@\s]*@/g, "://…@");
}
