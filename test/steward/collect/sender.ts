import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { decodeMulti, Encoder, ExtData } from "@msgpack/msgpack";

const encoder = new Encoder();

/** The protocol's own form of a moment: extension type 0, seconds and nanoseconds. */
export function eventTime(milliseconds: number): ExtData {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setUint32(0, Math.floor(milliseconds / 1_000));
  bytes.setUint32(4, (milliseconds % 1_000) * 1_000_000);
  return new ExtData(0, new Uint8Array(bytes.buffer));
}

/** A record as Docker's driver makes it. */
export function dockerRecord(log: string | Uint8Array, more: Record<string, string> = {}): Record<string, unknown> {
  return { container_id: "c0ffee", container_name: "/shop-web-1", source: "stdout", log, ...more };
}

export function packed(value: unknown): Uint8Array {
  return encoder.encode(value);
}

/** A client of the Forward protocol, as simple as that in Docker. */
export class Sender {
  readonly acknowledged: string[] = [];
  readonly closed: Promise<unknown>;

  private constructor(private readonly socket: Socket) {
    this.closed = new Promise(resolve => socket.once("close", resolve));
    socket.on("error", () => {});
    socket.on("data", bytes => {
      for (const answer of decodeMulti(bytes)) this.acknowledged.push(ackOf(answer));
    });
  }

  static async to(port: number): Promise<Sender> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new Sender(socket);
  }

  write(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  send(message: unknown): void {
    this.write(packed(message));
  }

  line(log: string | Uint8Array, chunk: string, more: Record<string, string> = {}): void {
    this.send(["web", eventTime(Date.now()), dockerRecord(log, more), { chunk }]);
  }

  close(): void {
    this.socket.destroy();
  }
}

function ackOf(answer: unknown): string {
  return typeof answer === "object" && answer !== null && "ack" in answer ? String(answer.ack) : "";
}
