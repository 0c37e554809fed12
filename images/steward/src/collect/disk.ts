import { statfs } from "node:fs/promises";
import type { Metrics } from "./metrics";

/** Whether the disk takes lines, told once each way in a line, and to Prometheus. */
export class Disk {
  private refusedSince: number | undefined;

  constructor(
    private readonly folder: string,
    private readonly metrics: Metrics,
    private readonly say: (line: string) => void,
  ) {}

  get refuses(): boolean {
    return this.refusedSince !== undefined;
  }

  failed(error: unknown): void {
    this.metrics.writeErrors.add({});
    this.metrics.blocked.set({}, 1);
    if (this.refusedSince !== undefined) return;
    this.refusedSince = Date.now();
    this.say(
      `cannot write to ${this.folder} (${whyOf(error)}); no line is acknowledged, and all are kept waiting, until it can`,
    );
  }

  /** Told each time, once a minute: lines are still taken. */
  upkeepFailed(error: unknown): void {
    this.metrics.writeErrors.add({});
    this.say(`cannot compress or delete files in ${this.folder} (${whyOf(error)}); tries again in a minute`);
  }

  wrote(): void {
    if (this.refusedSince === undefined) return;
    const seconds = Math.round((Date.now() - this.refusedSince) / 1_000);
    this.refusedSince = undefined;
    this.metrics.blocked.set({}, 0);
    this.say(`writes to ${this.folder} again, after ${seconds} seconds`);
  }

  async measure(): Promise<void> {
    const { bavail, blocks, bsize } = await statfs(this.folder);
    this.metrics.diskFree.set({}, bavail * bsize);
    this.metrics.diskSize.set({}, blocks * bsize);
  }
}

function whyOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words: Readonly<Record<string, string>> = {
    ENOSPC: "the disk is full",
    EDQUOT: "the quota is used up",
    EROFS: "it can only be read",
    EACCES: "it is not permitted",
    EIO: "the disk has an error",
  };
  return words[code] ?? (code || String(error));
}
