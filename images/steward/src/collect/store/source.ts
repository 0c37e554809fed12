import { OpenFile } from "./file";
import { dayOf } from "./names";

/** The files of one source, of which one is open: another is begun with the day, and when it is large enough. */
export class SourceFiles {
  private current: OpenFile | undefined;
  /** Where the next file may begin: days and numbers only go up, so that a closed file is never written to again. */
  private next = { day: "", number: 0 };

  constructor(
    private readonly folder: string,
    private readonly source: string,
    private readonly fileBytes: number,
    /** Told when a file was begun, so that the one before it can be compressed. */
    private readonly begun: () => void,
  ) {}

  append(lines: Buffer, moment: number, sync: boolean): void {
    this.file(moment).append(lines, sync);
  }

  /** Has what is in the open file on the disk. */
  sync(): void {
    this.current?.sync();
  }

  /** Closes the open file when its day is over, though nothing comes for the next. */
  closePast(moment: number): void {
    if (this.current && this.current.day < dayOf(moment)) this.finish(this.current);
  }

  close(): void {
    this.current?.close();
    this.current = undefined;
  }

  private file(moment: number): OpenFile {
    const today = dayOf(moment);
    if (today > this.next.day) this.next = { day: today, number: 0 };
    if (this.current && !this.isFull(this.current)) return this.current;
    if (this.current) this.finish(this.current);
    const file = OpenFile.open(this.folder, this.source, this.next.day, this.next.number);
    this.current = file;
    this.begun();
    return file;
  }

  private isFull({ day, bytes }: OpenFile): boolean {
    return day < this.next.day || bytes >= this.fileBytes;
  }

  private finish(file: OpenFile): void {
    if (file.day === this.next.day) this.next.number = file.number + 1;
    file.sync();
    this.close();
  }
}
