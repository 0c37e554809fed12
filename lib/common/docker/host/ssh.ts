import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { Agent } from "node:http";
import { Duplex } from "node:stream";
import type { Address } from "./address";

/** What SSH, or Docker's own program on the other side, said when the connection ended badly. */
export class SshError extends Error {
  constructor(readonly said: string) {
    super(said);
  }
}

/** Seconds to wait for a host that does not answer; docker/cli waits 30. */
const CONNECT_SECONDS = 10;

/**
 * Reaches Docker as its own program does, through the `ssh` program and `docker system dial-stdio`: so the user's SSH
 * configuration, known hosts and agent hold here as well.
 */
export class SshAgent extends Agent {
  /** `more` are further arguments of the program. */
  constructor(
    private readonly address: Extract<Address, { kind: "ssh" }>,
    private readonly more: readonly string[] = [],
  ) {
    super();
  }

  override createConnection(): Duplex {
    const args = [...this.more, ...sshArguments(this.address), "docker", "system", "dial-stdio"];
    return new SshStream(spawn("ssh", args, { env: process.env }));
  }
}

export function sshArguments({ host, port, user }: Extract<Address, { kind: "ssh" }>): string[] {
  const options = ["-T", "-o", "BatchMode=yes", "-o", `ConnectTimeout=${CONNECT_SECONDS}`];
  const whom = [...(user === undefined ? [] : ["-l", user]), ...(port === undefined ? [] : ["-p", String(port)])];
  return [...options, ...whom, "--", host];
}

/** A process's input and output as one stream, which fails with what the process complained of. */
class SshStream extends Duplex {
  private complaint = "";

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    super();
    child.stderr.setEncoding("utf8").on("data", text => {
      this.complaint += text;
    });
    child.stdout.on("data", chunk => {
      if (!this.push(chunk)) child.stdout.pause();
    });
    // A process that has ended is told of by its own words when it closes, not by a broken pipe.
    child.stdin.on("error", () => {});
    child.on("error", error => this.destroy(error));
    child.on("close", code => {
      if (code === 0) this.push(null);
      else this.destroy(new SshError(this.complaint.trim() || `ssh ended with exit code ${code}`));
    });
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
    this.child.stdin.write(chunk, encoding, () => done());
  }

  override _final(done: () => void): void {
    this.child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.child.kill();
    done(error);
  }
}
