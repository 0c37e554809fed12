/** The SDK's state of one run (sdk/nodejs/runtime/state.ts, internal to Pulumi): only there it stands whom it speaks to. */
interface State {
  getStore(): { settings: { options: { monitorAddr?: string } } };
}

/**
 * Whether Pulumi's engine runs this program, and not a plan or a test, in which nothing is made and no host is to be asked.
 * `setMockOptions` and `setMocks` name their monitor "mock".
 */
export function underEngine(): boolean {
  const state: State = require("@pulumi/pulumi/runtime/state");
  const { monitorAddr } = state.getStore().settings.options;
  return monitorAddr !== undefined && monitorAddr !== "" && monitorAddr !== "mock";
}
