import { ProjectError } from "../errors";

/** Collects what is wrong in files and options, so that a user reads all of it at once. */
export class ProjectMistakes {
  private readonly found: string[] = [];

  /** @param message `where: what is wrong; what to write instead` */
  add(message: string): void {
    this.found.push(message);
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new ProjectError(this.found.join("\n"));
  }
}
