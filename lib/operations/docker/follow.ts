import { PassThrough, type Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Container } from "dockerode";

/** What a container did in one run. */
export interface Ended {
  exitCode: number;
  startedAt: Date;
  seconds: number;
  /** Its standard output and error, as lines; the last ones, when there are many. */
  lines: string[];
}

/** How many lines are kept for who asks afterwards. */
const KEPT_LINES = 100_000;

/**
 * Starts a container, tells `follow` each line of its output as it comes, and waits for its end. It listens before it
 * starts: the logs of a container whose lines go to the collector cannot be read afterwards.
 */
export async function runToEnd(container: Container, follow: (line: string) => void = () => {}): Promise<Ended> {
  const stream = await container.attach({ stream: true, stdout: true, stderr: true });
  const output = demultiplexed(container, stream);
  const lines: string[] = [];
  const read = readLines(output, line => {
    if (lines.push(line) > KEPT_LINES) lines.shift();
    follow(line);
  });
  // Asked for before the start, because a container may end, and be started again, before an answer comes.
  const waiting = container.wait({ condition: "next-exit" });
  const startedAt = new Date();
  await container.start();
  const { StatusCode } = await waiting;
  await read;
  return { exitCode: StatusCode, startedAt, seconds: (Date.now() - startedAt.getTime()) / 1_000, lines };
}

/** Docker sends both outputs in frames over one stream; in here they are one text again. */
export function demultiplexed(container: Container, stream: NodeJS.ReadableStream): Readable {
  const output = new PassThrough();
  container.modem.demuxStream(stream, output, output);
  stream.once("end", () => output.end());
  stream.once("close", () => output.end());
  stream.once("error", error => output.destroy(error));
  return output;
}

async function readLines(stream: Readable, tell: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = `${rest}${decoder.write(chunk)}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) tell(line.replace(/\r$/, ""));
  }
  if (rest !== "") tell(rest);
}
