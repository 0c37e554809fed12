import { makeMonitor } from "./monitor";
import { Engine, type Locate } from "./monitor/engine";
import type { Run } from "./run";
import { enterRun } from "./sdk/adapt";
import type { Sdk } from "./sdk/load";

/**
 * Puts the SDK's current run in the hands of the plan: its monitor, its configuration, its messages. What is returned runs
 * a program in it, and gives its outputs.
 */
export function begin(sdk: Sdk, run: Run, locate: Locate): (program: () => unknown) => Promise<unknown> {
  const { project, stack, organization, rootDirectory, configuration } = run.settings;
  const engine = new Engine(run, sdk, locate);
  sdk.runtime.setMockOptions(makeMonitor(engine), project, stack, true, organization);
  const store = sdk.state.getStore();
  store.settings.options.rootDirectory = rootDirectory;
  store.config.PULUMI_CONFIG = JSON.stringify(configuration.values);
  store.config.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify(configuration.secret);
  enterRun(sdk, run);
  const rooted = new Promise<void>(resolve => {
    engine.rooted = resolve;
  });
  return program => sdk.runtime.runInPulumiStack(() => rooted.then(program));
}
