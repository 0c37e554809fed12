import { execFile } from "node:child_process";
import { PlainError } from "../common/errors";
import { ProjectError } from "../plan/errors";

/** A project's directory, and one of its stacks. */
export interface Where {
  directory: string;
  /** @default - the one that is selected */
  stack?: string | undefined;
}

/**
 * Asks Pulumi's own CLI something of a stack, without a question to the user.
 *
 * @throws ProjectError where it is not installed, or there is no such project or stack
 * @throws PlainError with its own words when it fails
 */
export function pulumi({ directory, stack }: Where, ...args: string[]): Promise<string> {
  const all = [...args, ...(stack === undefined ? [] : ["--stack", stack]), "--non-interactive", "--cwd", directory];
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((resolve, reject) => {
    execFile("pulumi", all, { env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === "ENOENT") reject(notInstalled());
      else reject(failure(complaint(stderr) ?? `pulumi ${args.join(" ")} ended with exit code ${error.code}`));
    });
  });
}

function notInstalled(): ProjectError {
  return new ProjectError(
    "the Pulumi CLI is not on PATH; install it (https://www.pulumi.com/docs/install), or give --manifest",
  );
}

/** What its own words tell to be wrong with the folder or the stack that somebody named, and what to write instead. */
const WRONGLY_NAMED: readonly [RegExp, string][] = [
  [/^no stack named /, "write one that pulumi stack ls shows"],
  [/^no stack selected/, "add --stack, or run pulumi stack select"],
  [/^chdir /, "write the project's directory after --cwd"],
  [/^no Pulumi\.yaml project file found/, "write the project's directory after --cwd"],
];

function failure(words: string): Error {
  const mend = WRONGLY_NAMED.find(([pattern]) => pattern.test(words))?.[1];
  return mend === undefined
    ? new PlainError(words)
    : new ProjectError(`${words.split(/; | \(searching/, 1)[0]}; ${mend}`);
}

/** "error: …", as it stands in what the CLI says. */
function complaint(text: string): string | undefined {
  return /^error: (.+)$/m.exec(text)?.[1] ?? text.trim().split("\n").at(-1);
}
