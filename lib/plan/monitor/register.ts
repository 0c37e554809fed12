import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { makeUrn, STACK_TYPE } from "../urn";
import { makeStruct, SECRET, SIGNATURE, secretWire, UNKNOWN, type Wire, type WireObject } from "../wire";
import { aliasUrns } from "./aliases";
import type { Engine } from "./engine";
import { type Goal, goalOf } from "./goal";
import { inherit, inheritProviders } from "./inherit";
import { plannedResource } from "./record";
import type { Registered } from "./registry";
import { transform } from "./transforms";

/** Registers a resource as a preview does: what is asked for is what comes back, and the rest stays unknown. */
export async function registerResource(engine: Engine, request: RegisterResourceRequest): Promise<unknown> {
  const goal = goalOf(request);
  const parent = engine.registry.get(goal.parent);
  const transforms = request.getTransformsList?.().map(callback => callback.getToken()) ?? [];
  inherit(goal, parent);
  await transform(engine.sdk, goal, transforms, inheritedTransforms(engine, goal.parent));
  inheritProviders(goal, parent);
  const urn = urnOf(engine, goal);
  const registered: Registered = {
    urn,
    goal,
    transforms,
    aliases: aliasUrns(goal, parent, engine.home),
    id: goal.options.importId,
    outputs: outputsOf(goal),
  };
  engine.registry.add(registered);
  const source = engine.locate(request);
  engine.run.recorder.resource(plannedResource(engine.run, urn, goal, registered.aliases, source));
  if (goal.remote) noteOpaque(engine, urn, goal);
  await engine.hooks.beforeCreate(goal, urn);
  await engine.hooks.afterCreate(goal, urn, registered.outputs);
  if (goal.type === STACK_TYPE) engine.rooted();
  return response(registered);
}

/** The goal's URN, in order and still free. */
export function urnOf(engine: Engine, { parent, type, name }: Pick<Goal, "parent" | "type" | "name">): string {
  const { stack, project } = engine.home;
  const urn = makeUrn(stack, project, parent, type, name);
  engine.registry.check(urn, parent);
  return urn;
}

function inheritedTransforms(engine: Engine, parent: string): string[] {
  const ancestors = [...engine.registry.ancestors(parent)].flatMap(({ transforms }) => transforms);
  return [...ancestors, ...engine.stackTransforms];
}

/** A component's outputs come later; those of one that lives elsewhere never do. */
function outputsOf(goal: Goal): WireObject {
  if (!goal.custom) return {};
  const outputs = goal.type === "pulumi:index:Stash" ? { ...goal.props, output: goal.props.input } : goal.props;
  const { additionalSecretOutputs } = goal.options;
  if (additionalSecretOutputs.length === 0) return outputs;
  const secret = additionalSecretOutputs.map((name): [string, Wire] => [name, asSecret(outputs[name] ?? UNKNOWN)]);
  return { ...outputs, ...Object.fromEntries(secret) };
}

function asSecret(value: Wire): Wire {
  const already = typeof value === "object" && value !== null && !Array.isArray(value) && value[SIGNATURE] === SECRET;
  return already ? value : secretWire(value);
}

function noteOpaque(engine: Engine, urn: string, goal: Goal): void {
  const message = `${goal.type} is a component of a provider's own program: what it holds is not planned, and its outputs are unknown`;
  engine.run.note("warning", message, urn);
}

function response({ urn, id, outputs }: Registered): unknown {
  return {
    getUrn: () => urn,
    getId: () => id,
    getObject: () => makeStruct(outputs),
    getPropertydependenciesMap: () => undefined,
    getResult: () => 0,
    getUnknown: () => false,
    getStable: () => false,
    getStablesList: () => [],
  };
}
