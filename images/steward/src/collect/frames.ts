import { gunzipSync } from "node:zlib";
import { type DecoderOptions, decodeMulti, decodeMultiStream, ExtensionCodec } from "@msgpack/msgpack";
import { isObject } from "./structured";

/** One event of the Forward protocol. */
export interface Entry {
  /** In milliseconds since 1970. */
  at: number;
  record: Record<string, unknown>;
}

/** One message of the protocol: events under a tag, and the chunk that its sender wants acknowledged. */
export interface Frame {
  tag: string;
  entries: Entry[];
  chunk: string | undefined;
}

/** The most that one part of a message may hold: the sender is trusted, its length fields are not. */
const LARGEST = 64 * 1024 * 1024;

/** Events' time as the protocol's extension type 0: seconds and nanoseconds, four bytes each, the greatest first. */
class EventTime {
  constructor(readonly milliseconds: number) {}
}

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: () => null,
  decode: data => {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    return new EventTime(view.getUint32(0) * 1_000 + Math.floor(view.getUint32(4) / 1_000_000));
  },
});

/** Texts stay bytes: a container writes what it likes, and parts of a line may end within a letter. */
const OPTIONS: DecoderOptions = {
  extensionCodec,
  rawStrings: true,
  maxBinLength: LARGEST,
  maxStrLength: 4_096,
  maxArrayLength: 1_000_000,
  maxMapLength: 10_000,
  maxExtLength: 64,
};

/**
 * The messages of a stream, in each of the modes of the Forward protocol: Message, Forward, PackedForward and compressed
 * PackedForward. (Fluentd, "Forward Protocol Specification v1", https://github.com/fluent/fluentd/wiki)
 *
 * @throws Error for what is none of these
 */
export async function* frames(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  for await (const message of decodeMultiStream(stream, OPTIONS)) yield frameOf(message);
}

function frameOf(message: unknown): Frame {
  if (!Array.isArray(message)) throw new Error("a message is no array");
  const [tag, second, third, fourth]: unknown[] = message;
  const single = !(Array.isArray(second) || second instanceof Uint8Array);
  const option = single ? fourth : third;
  const entries = single ? [entryOf([second, third])] : entriesOf(second, option);
  const chunk = isObject(option) && option.chunk !== undefined ? textOf(option.chunk) : undefined;
  return { tag: textOf(tag), entries, chunk };
}

function entriesOf(packed: unknown, option: unknown): Entry[] {
  if (Array.isArray(packed)) return packed.map(entryOf);
  if (!(packed instanceof Uint8Array)) throw new Error("a message has no events");
  const compressed = isObject(option) && option.compressed !== undefined && textOf(option.compressed) === "gzip";
  const bytes = compressed ? gunzipSync(packed, { maxOutputLength: LARGEST }) : packed;
  return [...decodeMulti(bytes, OPTIONS)].map(entryOf);
}

function entryOf(event: unknown): Entry {
  const [time, record]: unknown[] = Array.isArray(event) ? event : [];
  if (!isObject(record)) throw new Error("an event has no record");
  return { at: millisecondsOf(time), record };
}

function millisecondsOf(time: unknown): number {
  if (time instanceof EventTime) return time.milliseconds;
  if (typeof time === "number" && time >= 0 && time < 1e11) return Math.floor(time * 1_000);
  throw new Error("an event has no time");
}

/** The text of a value of a record, with a mark in place of what is no UTF-8. */
export function textOf(value: unknown): string {
  return value instanceof Uint8Array ? bytesOf(value).toString("utf8") : String(value);
}

export function bytesOf(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
