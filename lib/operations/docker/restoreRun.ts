import type { ContainerInspectInfo } from "dockerode";
import { resultIn } from "../../steward/result";
import type { JobRun } from "../index";
import type { Ended } from "./follow";

export type Follow = (line: string) => void;

export const PURPOSE = "restore";

/** What tells a job where it has room, but not what it is called. */
export function environmentOf({ Config }: ContainerInspectInfo): string[] {
  return Config.Env.filter(variable => !variable.startsWith("DAYTWO_JOB="));
}

export function identityOf({ Config }: ContainerInspectInfo): { user?: string } {
  return Config.User ? { user: Config.User } : {};
}

export function withoutResult(follow: Follow): Follow {
  return line => {
    if (!resultIn(line)) follow(line);
  };
}

export function restoreRun(ended: Ended): JobRun {
  const { exitCode, startedAt, seconds, lines } = ended;
  const message = resultIn(lines.at(-1) ?? "")?.message ?? lines.at(-1);
  return {
    job: PURPOSE,
    startedAt: startedAt.toISOString(),
    seconds: Math.round(seconds * 10) / 10,
    exitCode,
    message,
  };
}
