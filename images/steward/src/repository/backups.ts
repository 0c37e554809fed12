import type { Keep, Repository } from "../../../../lib/steward/repository";
import { type Command, pipeline } from "../command";
import { isAbsent } from "./failures";
import { madeOnce } from "./making";
import { type Restic, resticOf } from "./restic";
import { parseSnapshots, parseSummary, type Snapshot, type Stored } from "./snapshots";

/** The same for all, so that a job finds the backups of another container. */
const HOST = "daytwo";

/**
 * For what only reads: a restore must not wait half an hour for the lock of a job that was killed. Should old data be
 * pruned at that moment, it can fail, and is run again.
 */
const UNLOCKED = ["--no-lock"];

/** The backups in a repository. Each has tags, of which the first says its kind. */
export class Backups {
  private constructor(
    private readonly restic: Restic,
    private readonly stop: AbortSignal,
  ) {}

  /** A repository that is there. @throws Error when there is none, or its password is another */
  static async open(repository: Repository, stop: AbortSignal): Promise<Backups> {
    const backups = new Backups(await resticOf(repository, stop), stop);
    if (!(await backups.exists()))
      throw new Error(
        `${repository.location}: there is no repository: it was lost, cannot be reached, or was not made yet; ${mendOf(repository)}`,
      );
    return backups;
  }

  /** A repository to take backups into, which is made only where nothing else makes it: a new one is without what was lost. */
  static toKeep(repository: Repository, stop: AbortSignal): Promise<Backups> {
    return repository.make === true ? Backups.openOrMake(repository, stop) : Backups.open(repository, stop);
  }

  /** A repository that is made when it is not there. */
  static async openOrMake(repository: Repository, stop: AbortSignal): Promise<Backups> {
    const backups = new Backups(await resticOf(repository, stop), stop);
    await madeOnce(
      repository.location,
      () => backups.exists(),
      () => backups.make(),
    );
    return backups;
  }

  /** Keeps what a command writes, as one file; nothing when the command fails. */
  async keepOutput(source: Command, file: string, tags: readonly string[]): Promise<Stored> {
    const sink = this.restic.command(["backup", "--json", "--stdin", "--stdin-filename", file, ...marks(tags)]);
    return parseSummary(await this.restic.guarded(() => pipeline([source, sink], { stop: this.stop })));
  }

  /** Keeps what is in a folder: all, or these files. `parent` has most of it already. */
  async keepFolder(
    folder: string,
    tags: readonly string[],
    { files = ["."], parent }: { files?: readonly string[]; parent?: Snapshot | undefined } = {},
  ): Promise<Stored> {
    const known = parent ? ["--parent", parent.id] : [];
    const args = ["backup", "--json", ...known, ...marks(tags), "--", ...files];
    return parseSummary(await this.restic.run(args, { folder }));
  }

  /** The backups that have all of these tags, oldest first. */
  async list(...tags: string[]): Promise<Snapshot[]> {
    const wanted = tags.length === 0 ? [] : ["--tag", tags.join(",")];
    return parseSnapshots(await this.restic.run(["snapshots", ...UNLOCKED, "--json", ...wanted]));
  }

  /** Writes the one file of a backup of output to another command. */
  async pour(snapshot: Snapshot, into: Command): Promise<void> {
    const source = this.restic.command(["dump", ...UNLOCKED, snapshot.id, snapshot.paths[0] ?? "/"]);
    await this.restic.guarded(() => pipeline([source, into], { stop: this.stop }));
  }

  /** The text of a small file in a backup of a folder's files, which lie in it without the folder. */
  async read(snapshot: Snapshot, name: string): Promise<string> {
    return this.restic.run(["dump", ...UNLOCKED, snapshot.id, `/${name}`]);
  }

  /** Lays what is in a backup of a folder into another one. */
  async lay(snapshot: Snapshot, into: string): Promise<void> {
    await this.restic.run(["restore", ...UNLOCKED, snapshot.id, "--target", into]);
  }

  /** Gives a backup more tags, and with them another id. */
  async mark(id: string, ...tags: string[]): Promise<void> {
    await this.restic.run(["tag", ...tags.flatMap(tag => ["--add", tag]), id]);
  }

  /** Forgets what is not kept of the backups that have all of these tags. */
  async forget(keep: Keep, ...tags: string[]): Promise<void> {
    const wanted = [
      ...within("--keep-within", keep.days),
      ...within("--keep-within-daily", keep.daily),
      ...within("--keep-within-weekly", keep.weekly),
    ];
    await this.restic.run(["forget", "--group-by", "", "--tag", tags.join(","), ...wanted]);
  }

  async forgetThese(snapshots: readonly Snapshot[]): Promise<void> {
    if (snapshots.length > 0) await this.restic.run(["forget", ...snapshots.map(({ id }) => id)]);
  }

  /** Gives back the room of what was forgotten. */
  async prune(): Promise<void> {
    await this.restic.run(["prune"]);
  }

  /**
   * Looks whether all is there that the index names, then reads so many percent of the data, each day others. What is missing is
   * found by the first; the second would try for a minute to read it.
   *
   * @throws Error when something is missing, or not what it was
   */
  async check(percent: number): Promise<void> {
    await this.checked([]);
    await this.checked([`--read-data-subset=${partOf(percent, new Date())}`]);
  }

  /**
   * Without the lock, for which all other jobs would wait as long as it takes. What is forgotten or pruned meanwhile can look
   * like damage, so that only what shows under the lock as well is told.
   */
  private async checked(what: readonly string[]): Promise<void> {
    try {
      await this.restic.run(["check", ...UNLOCKED, ...what]);
    } catch (error) {
      if (this.stop.aborted) throw error;
      await this.restic.run(["check", ...what]);
    }
  }

  private async exists(): Promise<boolean> {
    try {
      await this.restic.run(["cat", ...UNLOCKED, "config"]);
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  }

  private async make(): Promise<void> {
    await this.restic.run(["init", "--repository-version", "2"]);
  }
}

/** Restic tells data apart by 256 beginnings of their names. */
const MOST_PARTS = 256;

/** So many percent of the data, in restic's words: the same ones for a whole day, and in their turn all. */
export function partOf(percent: number, day: Date): string {
  const parts = Math.min(MOST_PARTS, Math.max(1, Math.round(100 / percent)));
  return `${(Math.floor(day.getTime() / 86_400_000) % parts) + 1}/${parts}`;
}

function mendOf({ make }: Repository): string {
  if (make === true) return "bring it back from a copy; otherwise the next backup makes a new one";
  return 'bring it back from a copy, or have a new, empty one made: pulumi up --replace "**-prepare"';
}

function marks(tags: readonly string[]): string[] {
  return ["--host", HOST, ...tags.flatMap(tag => ["--tag", tag])];
}

function within(option: string, days: number | undefined): string[] {
  return days === undefined ? [] : [option, `${days}d`];
}
