import { ProjectError } from "../errors";

/** Collects what is wrong in files and options, so that a user reads all of it at once. */
export class ProjectMistakes {
  private readonly found: string[] = [];

  /** @param message `where: what is wrong; what to write instead` */
  add(message: string): void {
    this.found.push(message);
  }

  /** What `make` gives; nothing when the user is mistaken in what it needs. */
  collect<T>(make: () => T): T[] {
    try {
      return [make()];
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      this.add(error.message);
      return [];
    }
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new ProjectError([...new Set(this.found)].join("\n"));
  }
}
