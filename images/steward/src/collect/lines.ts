import { bytesOf, type Entry, textOf } from "./frames";
import { LONGEST_LINE, type Part, Partials } from "./partials";
import type { Line } from "./record";

const SOURCE = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** More than any host has; a sender that makes up tags cannot fill the disk with folders. */
const MOST_SOURCES = 500;

/**
 * Makes lines of events. Docker's `fluentd` driver sends `container_id`, `container_name`, `source` (stdout or stderr) and
 * `log`, and a line of more than 16 KiB in parts: `partial_message`, `partial_id`, `partial_ordinal`, `partial_last`
 * (moby, daemon/logger/fluentd/fluentd.go, the same from Docker 20.10 on).
 */
export class Lines {
  private readonly sources: Set<string>;
  private readonly partials: Partials;

  constructor(sources: readonly string[], late: (line: Line) => void) {
    this.sources = new Set(sources);
    this.partials = new Partials(late);
  }

  /** What an event brings: a line, or nothing yet. */
  take(tag: string, { at, record }: Entry): Line | undefined {
    const stderr = record.source !== undefined && textOf(record.source) === "stderr";
    const line = { source: this.sourceOf(tag), container: containerOf(record), at, stderr, cut: false };
    const { log } = record;
    if (!(log instanceof Uint8Array)) return { ...line, text: "", object: objectOf(record) };
    if (record.partial_message !== undefined) return this.partials.add(partOf(record, bytesOf(log)), line);
    return { ...line, text: textOf(log.subarray(0, LONGEST_LINE)), cut: log.length > LONGEST_LINE };
  }

  /** Gives what there is of lines whose ends have not come. */
  close(): void {
    this.partials.close();
  }

  private sourceOf(tag: string): string {
    if (!SOURCE.test(tag)) return "other";
    if (!this.sources.has(tag) && this.sources.size >= MOST_SOURCES) return "other";
    this.sources.add(tag);
    return tag;
  }
}

function partOf(record: Record<string, unknown>, bytes: Buffer): Part {
  const id = `${textOf(record.container_id)}/${textOf(record.source)}/${textOf(record.partial_id)}`;
  return { id, ordinal: Number(textOf(record.partial_ordinal)), last: textOf(record.partial_last) === "true", bytes };
}

/** The container's name, without the slash that Docker begins it with. */
function containerOf(record: Record<string, unknown>): string {
  const name = record.container_name ?? record.container_id;
  return name === undefined ? "" : textOf(name).replace(/^\//, "");
}

/** What another sender than Docker's driver puts into a record: all of it is kept. */
function objectOf(record: Record<string, unknown>): Record<string, unknown> {
  const { container_id: _id, container_name: _name, source: _source, ...rest } = record;
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return textOf(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, element]) => [name, plain(element)]));
}
