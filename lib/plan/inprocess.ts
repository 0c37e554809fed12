import { begin } from "./begin";
import { type ConfigValues, configurationOf } from "./configuration";
import type { Fixtures } from "./fixtures";
import { Recording } from "./recording";
import { collectRejections } from "./rejections";
import { Run, type RunSettings } from "./run";
import { loadSdk, type Sdk } from "./sdk/load";
import { settled, trackApplies } from "./sdk/wait";
import { locateIn } from "./source";

/** How a program is planned in this process. */
export interface ProgramOptions {
  /** The project's name. @default "project" */
  project?: string;
  /** The stack's name. @default "stack" */
  stack?: string;
  /** @default "organization", as the engine's own back ends have it */
  organization?: string;
  /** Configuration: `name` for the project's own keys, else `namespace:name`. What is no text is given as JSON. @default - none */
  config?: ConfigValues;
  /** Likewise, but secret. @default - none */
  secrets?: ConfigValues;
  /** What stands in for providers and other stacks. @default - none: what they would say stays unknown */
  fixtures?: Fixtures;
}

/** What came of a program: its resources, and the errors that it did not handle. */
export interface Planned {
  run: Run;
  recording: Recording;
  errors: unknown[];
}

/** Runs a program in this process. Several may run at once, each with a state of its own. */
export function runInProcess(program: () => unknown, options: ProgramOptions): Promise<Planned> {
  const sdk = loadSdk(require);
  return sdk.state.withLocalStorage(() => runProgram(sdk, program, settingsOf(options)));
}

async function runProgram(sdk: Sdk, program: () => unknown, settings: RunSettings): Promise<Planned> {
  const recording = new Recording();
  const run = new Run(settings, recording);
  const start = begin(sdk, run, locateIn(settings.rootDirectory));
  trackApplies(sdk);
  const store = sdk.state.getStore();
  const rejections = collectRejections(() => sdk.state.getLocalStore() === store);
  try {
    await start(program);
  } catch (error) {
    rejections.errors.add(error);
  }
  await settled(sdk);
  rejections.stop();
  sdk.settings.disconnectSync();
  return { run, recording, errors: [...rejections.errors] };
}

function settingsOf(options: ProgramOptions): RunSettings {
  const { project = "project", stack = "stack", organization = "organization", config, secrets } = options;
  return {
    project,
    stack,
    organization,
    rootDirectory: process.cwd(),
    configuration: configurationOf(project, config, secrets),
    fixtures: options.fixtures ?? {},
  };
}
