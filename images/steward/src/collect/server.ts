import { createServer, type Server, type Socket } from "node:net";
import { encode } from "@msgpack/msgpack";
import { type Frame, frames } from "./frames";
import { listening } from "./listening";

/** How many messages of one connection may wait for the disk before no more are read from it. */
const MOST_WAITING = 1_000;

export interface ForwardOptions {
  port: number;
  /** Keeps a message's lines; they are on the disk when it comes out. */
  keep(frame: Frame): Promise<void>;
  say(line: string): void;
}

/** The Forward protocol's server, which comes out when it listens. @throws Error when the port is taken */
export async function listen(options: ForwardOptions): Promise<Server> {
  const server = createServer({ noDelay: true }, socket => {
    serve(socket, options).catch(error => {
      if (!isHangUp(error)) options.say(`a sender was hung up on: ${error instanceof Error ? error.message : error}`);
      socket.destroy();
    });
  });
  await listening(server, options.port);
  return server;
}

async function serve(socket: Socket, { keep }: ForwardOptions): Promise<void> {
  let waiting = 0;
  for await (const frame of frames(socket)) {
    waiting += 1;
    const acknowledge = () => {
      waiting -= 1;
      if (frame.chunk !== undefined && socket.writable) socket.write(encode({ ack: frame.chunk }));
    };
    const kept = keep(frame).then(acknowledge, error => socket.destroy(error));
    if (waiting >= MOST_WAITING) await kept;
  }
}

/** A connection that breaks is no failure: its sender comes back with what was not acknowledged. */
function isHangUp(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}
