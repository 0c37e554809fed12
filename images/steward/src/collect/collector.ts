import type { CollectSpec } from "../../../../lib/steward/collect";
import { atLeast, type LogRecord } from "../../../../lib/steward/log-record";
import { Disk } from "./disk";
import type { Frame } from "./frames";
import { Lines } from "./lines";
import { Metrics } from "./metrics";
import { type Line, recordOf } from "./record";
import { compiledPattern } from "./redact/patterns";
import { type Redactor, redactor } from "./redact/redactor";
import { Store } from "./store/store";
import { Upkeep } from "./store/upkeep";

const FILE_BYTES = 64 * 1024 * 1024;

/** The longest text of the contract's `errorPattern`. */
const ERROR_PATTERN_LENGTH = 1_024;

/** Takes messages, makes redacted records of their lines, and keeps these. */
export class Collector {
  readonly metrics: Metrics;
  readonly disk: Disk;
  readonly upkeep: Upkeep;
  private readonly store: Store;
  private readonly lines: Lines;
  private readonly redactor: Redactor;
  private readonly isError: (record: LogRecord, line: string) => boolean;

  constructor(spec: CollectSpec, say: (line: string) => void) {
    const {
      to: folder,
      sources,
      redact,
      redactPatterns = [],
      errorPattern,
      fileBytes = FILE_BYTES,
      keepDays,
      syncSeconds = 0,
    } = spec;
    const now = Date.now;
    const begun = () => this.upkeep.wake();
    const failed = (error: unknown) => this.disk.failed(error);
    this.metrics = new Metrics(sources);
    this.disk = new Disk(folder, this.metrics, say);
    this.redactor = redactor(redact, redactPatterns, kind => this.metrics.redactions.add({ kind }));
    this.isError = errorTest(errorPattern);
    this.store = new Store({
      folder,
      fileBytes,
      syncSeconds,
      begun,
      failed,
      now,
      wrote: (source, bytes) => this.wrote(source, bytes),
    });
    this.upkeep = new Upkeep({
      folder,
      keepDays,
      closePast: () => this.store.closePast(),
      failed: error => this.disk.upkeepFailed(error),
      now,
    });
    this.lines = new Lines(sources, line => void this.append(line));
  }

  /** Keeps the lines of a message: they are on the disk when it comes out. */
  async keep({ tag, entries }: Frame): Promise<void> {
    const taken = entries.map(entry => this.lines.take(tag, entry)).filter(line => line !== undefined);
    await Promise.all(taken.map(line => this.append(line)));
  }

  close(): void {
    this.lines.close();
    this.store.close();
  }

  private append(taken: Line): Promise<void> {
    const record = recordOf(taken, this.redactor);
    const line = `${JSON.stringify(record)}\n`;
    const { source, level } = record;
    this.metrics.lines.add({ source, level });
    this.metrics.errorLines.add({ source }, this.isError(record, line) ? 1 : 0);
    return this.store.append(source, line);
  }

  private wrote(source: string, bytes: number): void {
    this.metrics.bytes.add({ source }, bytes);
    this.disk.wrote();
  }
}

/** What an error line is. A pattern is looked for in the message, and in the record as it is kept. */
function errorTest(pattern: string | undefined): (record: LogRecord, line: string) => boolean {
  if (pattern === undefined) return ({ level }) => atLeast(level, "error");
  const compiled = compiledPattern(pattern, ERROR_PATTERN_LENGTH);
  return ({ message }, line) => message.search(compiled) >= 0 || line.search(compiled) >= 0;
}
