import { SourceFiles } from "./source";

export interface StoreOptions {
  folder: string;
  /** Bytes after which a file is closed. */
  fileBytes: number;
  /** Seconds within which lines that are in their file are on the disk; 0 for before they count as kept. */
  syncSeconds: number;
  /** Told of each source's lines that are on the disk, in bytes. */
  wrote(source: string, bytes: number): void;
  /** Told of each attempt that failed. */
  failed(error: unknown): void;
  /** Told when a file was begun, and another may have been closed. */
  begun(): void;
  now(): number;
}

/** How long a disk that refused lines is left alone. */
const RETRY_MILLISECONDS = 1_000;

/** Lines that go to the disk together, and who waits for them. */
interface Batch {
  lines: string[];
  kept: (() => void)[];
}

/**
 * Keeps lines: each is in its file when its promise comes out, and on the disk then or soon after; it stays waiting while
 * the disk refuses it. All that came since the last time is written at once, so that a disk that is slow to confirm has more
 * to confirm.
 */
export class Store {
  private readonly sources = new Map<string, SourceFiles>();
  private readonly waiting = new Map<string, Batch>();
  private readonly unsynced = new Set<SourceFiles>();
  private next: (() => void) | undefined;

  constructor(private readonly options: StoreOptions) {}

  append(source: string, line: string): Promise<void> {
    const batch = this.waiting.get(source) ?? { lines: [], kept: [] };
    this.waiting.set(source, batch);
    batch.lines.push(line);
    if (!this.next) this.soon();
    return new Promise(resolve => batch.kept.push(resolve));
  }

  /** Closes the files of days that are over. */
  closePast(): void {
    for (const files of this.sources.values()) files.closePast(this.options.now());
  }

  /** Writes what waits, if the disk takes it, and closes all files. */
  close(): void {
    this.write();
    this.next?.();
    this.sync();
    for (const files of this.sources.values()) files.close();
  }

  private soon(): void {
    const immediate = setImmediate(() => this.write());
    this.next = () => clearImmediate(immediate);
  }

  private later(): void {
    const timer = setTimeout(() => this.write(), RETRY_MILLISECONDS);
    this.next = () => clearTimeout(timer);
  }

  private write(): void {
    this.next = undefined;
    for (const [source, batch] of this.waiting) {
      if (!this.keep(source, batch)) continue;
      this.waiting.delete(source);
      for (const kept of batch.kept) kept();
    }
    if (this.waiting.size > 0) this.later();
  }

  /** Whether the lines are on the disk. */
  private keep(source: string, { lines }: Batch): boolean {
    const bytes = Buffer.from(lines.join(""));
    const files = this.filesOf(source);
    try {
      files.append(bytes, this.options.now(), this.options.syncSeconds === 0);
      if (this.options.syncSeconds > 0) this.syncLater(files);
      this.options.wrote(source, bytes.length);
      return true;
    } catch (error) {
      files.close();
      this.options.failed(error);
      return false;
    }
  }

  private syncLater(files: SourceFiles): void {
    if (this.unsynced.size === 0) setTimeout(() => this.sync(), this.options.syncSeconds * 1_000).unref();
    this.unsynced.add(files);
  }

  private sync(): void {
    for (const files of this.unsynced) {
      try {
        files.sync();
      } catch (error) {
        this.options.failed(error);
      }
    }
    this.unsynced.clear();
  }

  private filesOf(source: string): SourceFiles {
    const { folder, fileBytes, begun } = this.options;
    const files = this.sources.get(source) ?? new SourceFiles(folder, source, fileBytes, begun);
    this.sources.set(source, files);
    return files;
  }
}
