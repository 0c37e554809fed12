import type { Failure, Plan } from "./model";

/** Something that a user wrote wrong outside the program: a project, a stack file, an option. The message says it all. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
  /** Tells mistakes of the user's from bugs, across copies of the package. */
  readonly __daytwoInputError = true;
}

/** Something that a user has to give, noticed while the program runs. */
export class ProgramInputError extends Error {
  override readonly name = "ProgramInputError";
  readonly __daytwoInputError = true;
  /** Pulumi's SDK, too, shows the message alone. */
  readonly __pulumiRunError = true;
}

/** A program that could not be planned to its end. */
export class PlanError extends Error {
  override readonly name = "PlanError";

  constructor(
    readonly failure: Failure,
    /** What came before. */
    readonly plan: Plan,
  ) {
    super(failure.message);
  }
}
