import type { Readable } from "node:stream";

/** How much of a job's output is looked at, from the end. */
const KEPT_BYTES = 16_384;
/** Of each piece of output: which stream, three bytes, and its length. */
const HEADER_BYTES = 8;
const LENGTH_AT = 4;

/** The end of what a container wrote, taken out of Docker's pieces. */
export async function endOf(stream: Readable): Promise<string> {
  let waiting = Buffer.alloc(0);
  let kept = Buffer.alloc(0);
  for await (const chunk of stream) {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + waiting.readUInt32BE(LENGTH_AT);
      if (waiting.length < end) break;
      kept = Buffer.concat([kept, waiting.subarray(HEADER_BYTES, end)]).subarray(-KEPT_BYTES);
      waiting = waiting.subarray(end);
    }
  }
  return kept.toString("utf8");
}
