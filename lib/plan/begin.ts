import { makeMonitor } from "./monitor";
import { Engine, type Locate } from "./monitor/engine";
import type { Run } from "./run";
import { enterRun } from "./sdk/adapt";
import type { Sdk } from "./sdk/load";

/** Puts the SDK's current run in the hands of the plan: its monitor, its configuration, its messages. */
export function begin(sdk: Sdk, run: Run, locate: Locate): void {
  const { project, stack, organization, rootDirectory, configuration } = run.settings;
  sdk.runtime.setMockOptions(makeMonitor(new Engine(run, sdk, locate)), project, stack, true, organization);
  const store = sdk.state.getStore();
  store.settings.options.rootDirectory = rootDirectory;
  store.config.PULUMI_CONFIG = JSON.stringify(configuration.values);
  store.config.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify(configuration.secret);
  enterRun(sdk, run);
}
