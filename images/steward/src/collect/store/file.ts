import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { fileName, filesOf } from "./names";

/**
 * A file that lines are added to. All of it waits for the disk, and does nothing meanwhile: Docker's driver sends a line
 * when the one before it is acknowledged, and each pass through Node's thread pool would double the time which that takes.
 */
export class OpenFile {
  private constructor(
    readonly day: string,
    readonly number: number,
    private readonly descriptor: number,
    private size: number,
  ) {}

  /** The file that a source's lines of a day go on in: the last that is not closed, or a new one; its number is `least` or more. */
  static open(folder: string, source: string, day: string, least: number): OpenFile {
    const own = join(folder, source);
    mkdirSync(own, { recursive: true, mode: 0o750 });
    const last = filesOf(folder, source).findLast(file => file.day === day);
    const next = last === undefined ? 0 : last.compressed ? last.number + 1 : last.number;
    const number = Math.max(least, next);
    const descriptor = openSync(join(own, fileName({ day, number })), "a+", 0o640);
    try {
      const size = withoutTornEnd(descriptor);
      for (const path of [own, folder]) syncFolder(path);
      return new OpenFile(day, number, descriptor, size);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  get bytes(): number {
    return this.size;
  }

  /** Adds whole lines: they are in the file when this comes back, and on the disk where that is asked for; or none of them is. */
  append(lines: Buffer, sync: boolean): void {
    try {
      for (let at = 0; at < lines.length; ) at += writeSync(this.descriptor, lines, at);
      if (sync) this.sync();
      this.size += lines.length;
    } catch (error) {
      // What was written of them would stand there again when they are written again, and its last line in part.
      ftruncateSync(this.descriptor, this.size);
      throw error;
    }
  }

  sync(): void {
    fdatasyncSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

const LINE_FEED = 0x0a;
const STEP = 65_536;

/** Cuts off a line that a killed collector, or a failed disk, left half written: it was never acknowledged. */
function withoutTornEnd(descriptor: number): number {
  const { size } = fstatSync(descriptor);
  const end = endOfLines(descriptor, size);
  if (end < size) ftruncateSync(descriptor, end);
  return end;
}

function endOfLines(descriptor: number, size: number): number {
  const buffer = Buffer.alloc(STEP);
  for (let end = size; end > 0; end -= STEP) {
    const start = Math.max(0, end - STEP);
    const read = readSync(descriptor, buffer, 0, end - start, start);
    const at = buffer.subarray(0, read).lastIndexOf(LINE_FEED);
    if (at >= 0) return start + at + 1;
  }
  return 0;
}

/** A new file's name is on the disk only when its folder is. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
