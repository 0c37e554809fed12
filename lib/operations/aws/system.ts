import { setTimeout } from "node:timers/promises";
import { InputError, PlainError } from "../../common/errors";
import type { Manifest } from "../index";
import type { Clients } from "./clients";
import type { AwsDetails, TaskDetails } from "./details";
import { explain } from "./explain";

/** How long a wait lasts between two looks. */
const POLL_MILLISECONDS = 5_000;

export interface Pace {
  /** Ends all waits when it is aborted. @default - nothing ends them but their time */
  signal?: AbortSignal | undefined;
  /** Between two looks at what is waited for, in milliseconds. @default 5000 */
  pollMilliseconds?: number | undefined;
  /** How long one answer may take, in milliseconds. @default 30000 */
  requestMilliseconds?: number | undefined;
}

/** Somebody pressed Ctrl-C; the message says what goes on without us. */
export class Interrupted extends PlainError {
  constructor(otherwise: string) {
    super(`interrupted: ${otherwise}`);
  }
}

/** What stands in one account and Region for one stack, found by its manifest. */
export class System {
  constructor(
    readonly manifest: Manifest,
    readonly details: AwsDetails,
    readonly clients: Clients,
    private readonly pace: Pace = {},
  ) {}

  /** Whose things they are: the value of the tag that alarms carry. */
  get stack(): string {
    return `${this.manifest.project}/${this.manifest.stack}`;
  }

  /** All jobs: the user's, and the steward's. */
  get jobs(): Record<string, TaskDetails> {
    const { alerts, backups, jobs } = this.details;
    return { ...alerts?.jobs, ...backups?.jobs, ...jobs };
  }

  /**
   * Looks again and again until there is something. What AWS does meanwhile goes on when the wait ends.
   *
   * @throws PlainError with `otherwise`, what goes on, when it is interrupted, gets no answers any more or takes too long
   */
  async until<T>(hours: number, otherwise: string, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + hours * 3_600_000;
    while (Date.now() < deadline) {
      const found = await look().catch(unanswered(otherwise));
      if (found !== undefined) return found;
      await this.pause(otherwise);
    }
    throw new PlainError(`after ${hours} hours there is no end: ${otherwise}`);
  }

  /** That nobody wants it to end. What is under way is waited for first: else nobody would know what it did. */
  goOn(otherwise: string): void {
    if (this.pace.signal?.aborted) throw new Interrupted(otherwise);
  }

  private async pause(otherwise: string): Promise<void> {
    const { signal, pollMilliseconds = POLL_MILLISECONDS } = this.pace;
    this.goOn(otherwise);
    await setTimeout(pollMilliseconds, undefined, signal && { signal }).catch(() => this.goOn(otherwise));
  }
}

/** What AWS's clients throw tells nothing of what was begun: perhaps only the credentials have expired meanwhile. */
function unanswered(otherwise: string): (error: unknown) => never {
  return error => {
    if (error instanceof PlainError || InputError.isInstance(error)) throw error;
    throw new PlainError(`${explain(error)}; ${otherwise}`);
  };
}

/** `["web", "mailer"]` → `write one of web, mailer` */
export function choice(verb: string, names: readonly string[]): string {
  return names.length > 0 ? `${verb} one of ${[...names].sort().join(", ")}` : "the stack has none";
}
