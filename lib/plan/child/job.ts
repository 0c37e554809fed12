import type { RunSettings } from "../run";

/** What the child process is to do; it comes as JSON on standard input. */
export interface Job {
  settings: RunSettings;
  program: ProgramFile;
  /** How long the program may take, in milliseconds. */
  timeout: number;
  /** Stands before each line of the journal. */
  token: string;
}

/** Where a program lies. */
export interface ProgramFile {
  /** The directory that it runs in. */
  directory: string;
  /** A file in it, or `.` where `package.json` or the usual names decide. */
  main: string;
  /** Whether TypeScript is understood. */
  typescript: boolean;
  /** @default - tsconfig.json beside the program */
  tsconfig?: string;
}

/** The descriptor on which the child tells what the program does. */
export const JOURNAL = 3;
