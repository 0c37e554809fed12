import type { ReadResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { stackOutputs } from "../fixtures";
import type { Run } from "../run";
import { makeStruct, readStruct, SECRET, SIGNATURE, UNKNOWN, type Wire, type WireObject } from "../wire";
import type { Engine } from "./engine";
import { rpcError } from "./errors";
import { type Goal, NO_OPTIONS } from "./goal";
import { plannedResource } from "./record";
import { urnOf } from "./register";

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Reads a resource that exists already. Its state is out of reach, so only what the program says of it is known. */
export async function readResource(engine: Engine, request: ReadResourceRequest): Promise<unknown> {
  const { run } = engine;
  const goal = goalOf(request);
  const urn = urnOf(engine, goal);
  const id = request.getId();
  const outputs = goal.type === STACK_REFERENCE ? stackReference(run, id, urn) : goal.props;
  engine.registry.add({ urn, goal, transforms: [], aliases: [], id, outputs });
  const source = engine.locate(request);
  run.recorder.resource({ ...plannedResource(run, urn, goal, [], source), read: { id: run.show(id) } });
  return {
    getUrn: () => urn,
    getProperties: () => makeStruct(outputs),
    getResult: () => 0,
    getUnknown: () => false,
  };
}

/** What another stack put out: what a fixture says, else nothing is known. */
function stackReference(run: Run, name: string, urn: string): WireObject {
  const outputs = stackOutputs(run.settings.fixtures, name);
  if (outputs) return { name, outputs, secretOutputNames: secretNames(outputs) };
  run.note("info", "its outputs are unknown here; a fixtures file can give them (stackReferences)", urn);
  return { name, outputs: UNKNOWN };
}

function secretNames(outputs: WireObject): Wire[] {
  const isSecret = (value: Wire) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && value[SIGNATURE] === SECRET;
  return Object.keys(outputs).filter(key => isSecret(outputs[key]));
}

/** The state of a resource of this run, for the SDK to make an object of a reference to it. */
export function getResource(engine: Engine, urn: string): unknown {
  const found = engine.registry.get(urn);
  if (!found) throw rpcError(`unknown resource ${urn}`);
  const fields = new Map<string, unknown>([
    ["urn", { toJavaScript: () => urn }],
    ["id", { toJavaScript: () => found.id }],
    ["state", { getStructValue: () => makeStruct(found.outputs) }],
  ]);
  return { getFailuresList: () => [], getUnknown: () => false, getReturn: () => ({ getFieldsMap: () => fields }) };
}

function goalOf(request: ReadResourceRequest): Goal {
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: true,
    remote: false,
    props: readStruct(request.getProperties()),
    propertyDependencies: {},
    options: {
      ...NO_OPTIONS,
      dependsOn: request.getDependenciesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      provider: request.getProvider(),
    },
  };
}
