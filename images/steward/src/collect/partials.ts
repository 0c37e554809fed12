import type { Line } from "./record";

/** A part of a line that was too long for one message. */
export interface Part {
  /** What all parts of the line have in common. */
  id: string;
  /** From 1 on. */
  ordinal: number;
  last: boolean;
  bytes: Buffer;
}

/** The longest line that is kept, in bytes; the rest of a longer one is dropped. */
export const LONGEST_LINE = 1024 * 1024;

/** How long the next part of a line is waited for. */
const PATIENCE_MILLISECONDS = 30_000;

interface Open {
  line: Omit<Line, "text">;
  parts: Buffer[];
  bytes: number;
  next: number;
  timer: NodeJS.Timeout;
}

/**
 * Puts lines together again. The driver sends a part only when the one before it is acknowledged, so parts wait in memory:
 * what is acknowledged is the line with its last part, and a collector that is killed in between keeps the rest alone.
 */
export class Partials {
  private readonly open = new Map<string, Open>();

  constructor(private readonly late: (line: Line) => void) {}

  /** The whole line, when this was its last part. */
  add({ id, ordinal, last, bytes }: Part, line: Omit<Line, "text">): Line | undefined {
    const known = this.open.get(id);
    if (known) clearTimeout(known.timer);
    const timer = setTimeout(() => this.giveUp(id), PATIENCE_MILLISECONDS).unref();
    const open: Open = known ?? { line, parts: [], bytes: 0, next: 1, timer };
    open.timer = timer;
    this.open.set(id, open);

    // A part that comes again was sent again, because its acknowledgement was lost on the way.
    if (ordinal >= open.next) keep(open, ordinal, bytes);
    return last ? this.taken(id, open) : undefined;
  }

  close(): void {
    for (const id of [...this.open.keys()]) this.giveUp(id);
  }

  private giveUp(id: string): void {
    const open = this.open.get(id);
    if (!open) return;
    open.line.cut = true;
    this.late(this.taken(id, open));
  }

  private taken(id: string, { line, parts, timer }: Open): Line {
    clearTimeout(timer);
    this.open.delete(id);
    return { ...line, text: Buffer.concat(parts).toString("utf8") };
  }
}

function keep(open: Open, ordinal: number, bytes: Buffer): void {
  const room = LONGEST_LINE - open.bytes;
  if (ordinal > open.next || bytes.length > room) open.line.cut = true;
  open.next = ordinal + 1;
  if (room <= 0) return;
  open.parts.push(Buffer.from(bytes.subarray(0, room)));
  open.bytes += Math.min(bytes.length, room);
}
