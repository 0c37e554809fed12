import type { ProgramOptions } from "./inprocess";

export interface PlanOptions extends ProgramOptions {
  /** How long a project's program may take, in milliseconds. @default 300000 */
  timeout?: number;
}
