import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import type { DockerStack } from "./stack";

/** A table of the stack's database, of which it is known which rows the server has acknowledged. */
export class Rows {
  readonly acknowledged: number[] = [];
  private writing = false;

  constructor(
    private readonly stack: DockerStack,
    private readonly database = "app",
  ) {}

  async create(): Promise<void> {
    await this.ask("create table written (number int primary key, at timestamptz not null default now())");
  }

  /** Writes rows, one after the other, for as long as `use` takes; failures are to be expected. */
  async whileWriting(use: () => Promise<void>): Promise<void> {
    this.writing = true;
    const writer = this.write();
    try {
      await use();
    } finally {
      this.writing = false;
      await writer;
    }
  }

  /** What the server has now. */
  async numbers(): Promise<number[]> {
    const lines = await this.ask("select number from written order by number");
    return lines.map(Number);
  }

  /** Asks the server as its owner, within its container. @throws with what it said when it cannot */
  async ask(query: string): Promise<string[]> {
    const { Id } = await this.stack.running("database");
    const command = ["psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", this.database, "-c", query];
    const exec = await this.stack.docker
      .getContainer(Id)
      .exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
    const stream = await exec.start({});
    const [out, error] = [new PassThrough(), new PassThrough()];
    this.stack.docker.modem.demuxStream(stream, out, error);
    stream.on("close", () => out.end()).on("end", () => out.end());
    out.on("end", () => error.end());
    const [said, complained] = await Promise.all([text(out), text(error)]);
    const { ExitCode } = await exec.inspect();
    if (ExitCode !== 0) throw new Error(complained.trim());
    return said.split("\n").filter(line => line !== "");
  }

  private async write(): Promise<void> {
    for (let number = 1; this.writing; number++) {
      const written = await this.ask(`insert into written values (${number})`).then(
        () => true,
        () => false,
      );
      if (written) this.acknowledged.push(number);
      else await setTimeout(200);
    }
  }
}
