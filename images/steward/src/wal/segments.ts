import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

// 8 digits each of timeline, log and segment (PostgreSQL, src/include/access/xlog_internal.h).
const SEGMENT = /^[0-9A-F]{24}$/;
const SIDE = /^[0-9A-F]{8}\.history$|^[0-9A-F]{24}\.[0-9A-F]{8}\.backup$/;

/** What a server has archived. A file that is still being copied has another name. */
export interface Archive {
  /** Names of whole segments, oldest first. */
  segments: string[];
  /** Histories of timelines, and notes on backups. */
  side: string[];
}

export async function archiveIn(folder: string): Promise<Archive> {
  const names = (await readdir(folder)).sort(inOrder);
  return { segments: names.filter(name => SEGMENT.test(name)), side: names.filter(name => SIDE.test(name)) };
}

/** Segments by the server that wrote them: a server that was made anew, and then restored, leaves some among the former's. */
export async function byWriter(folder: string, segments: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const segment of segments) {
    const writer = await writerOf(folder, segment);
    found.set(writer, [...(found.get(writer) ?? []), segment]);
  }
  return found;
}

/** The timeline that a segment is on: 8 digits. */
export function timelineOf(segment: string): string {
  return segment.slice(0, 8);
}

/** Where in the log a segment stands, whatever its timeline. */
export function position(segment: string): string {
  return segment.slice(8, 24);
}

function inOrder(one: string, other: string): number {
  return position(one) === position(other) ? compare(one, other) : compare(position(one), position(other));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

const IDENTIFIER_OFFSET = 24;

/**
 * The identifier of the server that wrote a segment, which tells its log from that of another server with the same names:
 * `xlp_sysid` in the first page's header (PostgreSQL, XLogLongPageHeaderData in xlog_internal.h).
 */
async function writerOf(folder: string, segment: string): Promise<string> {
  const file = await open(join(folder, segment));
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, IDENTIFIER_OFFSET);
    return buffer.readBigUInt64LE().toString();
  } finally {
    await file.close();
  }
}
