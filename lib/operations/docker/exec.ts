import type { Container } from "dockerode";
import { demultiplexed } from "./follow";

export interface Executed {
  exitCode: number | null;
  /** Its standard output and error. */
  said: string;
}

/** Runs a script of the shell, with arguments, within a container that runs. */
export async function execIn(container: Container, script: string, ...args: string[]): Promise<Executed> {
  const Cmd = ["sh", "-c", script, "sh", ...args];
  const exec = await container.exec({ Cmd, AttachStdout: true, AttachStderr: true });
  const output = demultiplexed(container, await exec.start({}));
  let said = "";
  for await (const chunk of output) said += String(chunk);
  const { ExitCode } = await exec.inspect();
  return { exitCode: ExitCode, said: said.trim() };
}
