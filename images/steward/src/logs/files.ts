import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { LEVELS, type LogRecord } from "../../../../lib/steward/log-record";
import { isMissing, type LogFile } from "../collect/store/names";
import { isObject } from "../collect/structured";

/** How far each file has been read, in bytes of its lines, by its path without `.gz`; all of a closed one is infinite. */
export type Heads = Map<string, number>;

const LINE_FEED = 0x0a;

/**
 * The records of a file that have not been read, and notes that they have. A line that is still being written is left for
 * the next time; a file that is gone meanwhile has none.
 */
export async function* records(file: LogFile, heads: Heads): AsyncGenerator<LogRecord> {
  const name = file.path.replace(/\.gz$/, "");
  const start = heads.get(name) ?? 0;
  if (start === Number.POSITIVE_INFINITY) return;
  let read = start;
  try {
    for await (const line of lines(bytesOf(file, start))) {
      read += line.length + 1;
      const record = parsed(line.toString("utf8"));
      if (record) yield record;
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  heads.set(name, file.compressed ? Number.POSITIVE_INFINITY : read);
}

async function* bytesOf({ path, compressed }: LogFile, start: number): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, compressed ? {} : { start });
  if (!compressed) return yield* stream;
  const plain = createGunzip();
  stream.on("error", error => plain.destroy(error)).pipe(plain);
  let skipped = 0;
  for await (const chunk of plain) {
    const skip = Math.min(start - skipped, chunk.length);
    skipped += skip;
    if (skip < chunk.length) yield chunk.subarray(skip);
  }
}

/** The whole lines of a stream. */
async function* lines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([rest, chunk.subarray(from, end)]);
      rest = Buffer.alloc(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
  }
}

function parsed(line: string): LogRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is LogRecord {
  if (!isObject(value)) return false;
  const { at, source, message, container, level } = value;
  const texts = [at, source, message, container].every(part => typeof part === "string");
  return texts && LEVELS.some(known => known === level);
}
