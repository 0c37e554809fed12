import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlanValues } from "../../lib/plan/model";
import { type Comparable, type Comparison, set } from "./comparison";
import { planValues, type Wire } from "./wire";
import type { Workspace } from "./workspace";

type Wires = { [key: string]: Wire };

/** A resource as states and `pulumi preview --json` hold it; the latter writes "[secret]" for secrets. */
interface State {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  inputs?: Wires;
  outputs?: Wires;
  parent?: string;
  provider?: string;
  external?: boolean;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
  protect?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: string;
  importID?: string;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  additionalSecretOutputs?: string[];
  customTimeouts?: Record<string, number>;
}

/** What `--save-plan` says besides: secrets as such, and options that are not part of the state. */
interface Goal {
  inputDiff: { adds?: Wires };
  outputDiff: { adds?: Wires };
  deleteBeforeReplace?: boolean;
  additionalSecretOutputs?: string[];
  customTimeouts?: Record<string, number>;
}

/** What the engine would register in an empty stack, without what it adds: default providers, and their versions. */
export async function enginePlan(workspace: Workspace): Promise<Comparison> {
  const file = join(workspace.standIn.folder, "plan.json");
  const preview = await workspace.succeed("preview", "--json", "--save-plan", file, "--show-secrets");
  const { steps }: { steps: { newState: State }[] } = JSON.parse(preview);
  const { resourcePlans }: { resourcePlans: Record<string, { goal: Goal }> } = JSON.parse(await readFile(file, "utf8"));
  return comparison(steps.map(({ newState }) => withGoal(newState, resourcePlans[newState.urn]?.goal)));
}

/** What the engine registered, as the state holds it after an update. */
export async function engineState(workspace: Workspace): Promise<Comparison> {
  const exported = await workspace.succeed("stack", "export");
  const { deployment }: { deployment: { resources: State[] } } = JSON.parse(exported);
  return comparison(deployment.resources.filter(({ urn }) => !isDefaultProvider(urn)));
}

/** The saved plan holds no nulls, and nothing of what is only read; the preview does not tell secrets apart. */
function withGoal(state: State, goal: Goal | undefined): State & { deleteBeforeReplace?: boolean | undefined } {
  if (!goal) return state;
  const { inputDiff, outputDiff, deleteBeforeReplace, additionalSecretOutputs, customTimeouts } = goal;
  const [inputs, outputs] = [{ ...state.inputs, ...inputDiff.adds }, outputDiff.adds];
  return { ...state, ...set({ inputs, outputs, deleteBeforeReplace, additionalSecretOutputs, customTimeouts }) };
}

function comparison(states: ReturnType<typeof withGoal>[]): Comparison {
  const stack = states.find(({ type }) => type === "pulumi:pulumi:Stack");
  return {
    resources: states.map(comparable).sort((one, other) => (one.urn < other.urn ? -1 : 1)),
    outputs: planValues(stack?.outputs ?? {}),
  };
}

function comparable(state: ReturnType<typeof withGoal>): Comparable {
  const { deletedWith, ignoreChanges, replaceOnChanges, deleteBeforeReplace, additionalSecretOutputs } = state;
  return {
    urn: state.urn,
    type: state.type,
    name: state.urn.split("::").slice(3).join("::"),
    parent: state.parent ?? null,
    provider: explicitProvider(state.provider),
    custom: state.custom,
    inputs: ownInputs(state),
    dependencies: [...(state.dependencies ?? [])].sort(),
    propertyDependencies: sortedLists(state.propertyDependencies ?? {}),
    protect: state.protect ?? false,
    retainOnDelete: state.retainOnDelete ?? false,
    ...set({ deletedWith, ignoreChanges, replaceOnChanges, deleteBeforeReplace, additionalSecretOutputs }),
    ...set({ importId: state.importID, timeouts: state.customTimeouts }),
    ...(state.external && { read: { id: planValues({ id: state.id }).id ?? null } }),
  };
}

/** The engine adds to a provider's inputs which plugin serves it. */
function ownInputs({ type, inputs = {} }: State): PlanValues {
  if (!type.startsWith("pulumi:providers:")) return planValues(inputs);
  const { version: _, __internal: __, ...own } = inputs;
  return planValues(own);
}

/** The provider that the program names: the reference is `urn::id`. */
function explicitProvider(reference = ""): string | null {
  const urn = reference.split("::").slice(0, 4).join("::");
  return urn === "" || isDefaultProvider(urn) ? null : urn;
}

function isDefaultProvider(urn: string): boolean {
  return /^urn:pulumi:[^:]+::[^:]+::pulumi:providers:[^:]+::default(_|$)/.test(urn);
}

function sortedLists(lists: Record<string, string[]>): Record<string, string[]> {
  const nonempty = Object.entries(lists).filter(([, urns]) => urns.length > 0);
  return Object.fromEntries(nonempty.map(([key, urns]): [string, string[]] => [key, [...urns].sort()]));
}
