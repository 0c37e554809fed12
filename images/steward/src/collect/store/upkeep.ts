import { compressClosed, deleteBefore, tidy } from "./compress";
import { daysBefore } from "./names";

export interface UpkeepOptions {
  folder: string;
  keepDays: number | undefined;
  closePast(): void;
  failed(error: unknown): void;
  now(): number;
}

/** Closing at midnight, compressing and deleting: one run at a time, each minute, and when there is something to do. */
export class Upkeep {
  private running: Promise<void> | undefined;
  private again = false;

  constructor(private readonly options: UpkeepOptions) {}

  async begin(stop: AbortSignal): Promise<void> {
    await tidy(this.options.folder);
    const timer = setInterval(() => this.wake(), 60_000);
    stop.addEventListener("abort", () => clearInterval(timer), { once: true });
    this.wake();
  }

  wake(): void {
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
  }

  private async run(): Promise<void> {
    const { folder, keepDays, closePast, failed, now } = this.options;
    while (this.again) {
      this.again = false;
      try {
        closePast();
        await compressClosed(folder, now());
        if (keepDays !== undefined) await deleteBefore(folder, daysBefore(now(), keepDays));
      } catch (error) {
        failed(error);
      }
    }
  }
}
