import type Docker from "dockerode";
import type { ContainerInspectInfo } from "dockerode";

/** How many lines are read, and how many of them are told. */
const READ_LINES = 40;
const TOLD_LINES = 5;
const TOLD_CHARACTERS = 600;

/** Frames of a stack trace say little to who only wants to know what is wrong. */
const FRAME = /^\s*at |^\s*File "|^\s*$/;

/**
 * Why a container is not well, as far as Docker knows, to be put at the end of a message: whether it ended, and the last that
 * it said. Empty where there is nothing to tell.
 */
export async function whyIll(docker: Docker, id: string): Promise<string> {
  try {
    const { State, RestartCount } = await docker.getContainer(id).inspect();
    return `${endOf(State, RestartCount)}${await lastWords(docker, id)}`;
  } catch {
    return "";
  }
}

function endOf(state: ContainerInspectInfo["State"], restarts: number): string {
  if (state.OOMKilled) return "; it was killed: out of memory";
  if (!state.Running || state.Restarting) return `; it ended with exit code ${state.ExitCode}`;
  return restarts > 0 ? `; it ended and was started again, ${restarts} times` : "";
}

/** Empty also where nothing can be had. */
async function lastWords(docker: Docker, id: string): Promise<string> {
  try {
    const said = unframed(await docker.getContainer(id).logs({ stdout: true, stderr: true, tail: READ_LINES }));
    // One that is started again and again says the same each time.
    const lines = said.split("\n").filter((line, at, all) => !FRAME.test(line) && line !== all[at - 1]);
    const told = lines.slice(-TOLD_LINES).join("\n").slice(-TOLD_CHARACTERS).trim();
    return told === "" ? "" : `; it said last:\n${told}`;
  } catch (error) {
    return isUnreadable(error) ? "; what it said is in daytwo errors" : "";
  }
}

/** The output goes to a collector, from where Docker cannot read it (Moby, daemon/logger, ErrReadLogsNotSupported: 501). */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 501;
}

/** Docker puts eight bytes before each piece: which output it is of, and its length (Docker Engine API, "ContainerAttach"). */
function unframed(framed: Buffer): string {
  const pieces: string[] = [];
  for (let at = 0; at + 8 <= framed.length; ) {
    const length = framed.readUInt32BE(at + 4);
    pieces.push(framed.toString("utf8", at + 8, at + 8 + length));
    at += 8 + length;
  }
  return pieces.join("");
}
