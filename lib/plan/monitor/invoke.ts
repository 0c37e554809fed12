import type { ResourceCallRequest, ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { invokeAnswer, stackOutputs } from "../fixtures";
import { isPlainInvoke, noteAnswer } from "../sdk/adapt";
import { makeStruct, readStruct, UNKNOWN, type WireObject } from "../wire";
import { callBack } from "./callbacks";
import type { Engine } from "./engine";
import { getResource } from "./read";
import { encode } from "./transforms";

const FIXTURE = "a fixtures file can give it (invokes)";

/**
 * A result of which nothing is known, for SDKs and calls that can't be told so: as a whole it is taken for unknown because
 * of the one property, and its only value is, too.
 */
const UNKNOWN_RESULT: WireObject = { value: UNKNOWN, __pulumiUnknown: true };

/** Calls a provider's function: a fixture answers, or nobody does and the result is unknown. */
export async function invoke(engine: Engine, request: ResourceInvokeRequest): Promise<unknown> {
  const token = request.getTok();
  const args = await transformed(engine, token, readStruct(request.getArgs()));
  if (token === "pulumi:pulumi:getResource") return getResource(engine, String(args.urn));
  if (engine.registry.hasUnmade(request.getDependsonList?.() ?? [])) return unanswered();
  const result = answer(engine, token, args);
  if (!result) {
    noteUnanswered(engine, token, isPlainInvoke());
    return unanswered();
  }
  noteAnswer();
  return answered(result);
}

/** Calls a method of a resource. Its program is out of reach, so that the result is unknown. */
export function call(engine: Engine, request: ResourceCallRequest): unknown {
  const token = request.getTok();
  const result = answer(engine, token, readStruct(request.getArgs()));
  if (!result) engine.run.note("info", `${token}: its result is unknown here; ${FIXTURE}`);
  return {
    ...answered(result ?? UNKNOWN_RESULT),
    getReturndependenciesMap: () => undefined,
  };
}

function answer(engine: Engine, token: string, args: WireObject): WireObject | undefined {
  const { run } = engine;
  if (token === "pulumi:pulumi:readStackOutputs") return stackOutputs(run.settings.fixtures, String(args.name));
  return invokeAnswer(run.settings.fixtures, token, run.showAll(args));
}

function noteUnanswered({ run }: Engine, token: string, plain: boolean): void {
  if (plain)
    run.note(
      "warning",
      `${token}: its plain result is unknown here; ${FIXTURE}, and must where the program decides by it`,
    );
  else run.note("info", `${token}: its result is unknown here; ${FIXTURE}`);
}

async function transformed(engine: Engine, token: string, args: WireObject): Promise<WireObject> {
  const { TransformInvokeRequest, TransformInvokeResponse, TransformInvokeOptions } = engine.sdk.messages();
  let current = args;
  for (const callback of engine.invokeTransforms) {
    const request = new TransformInvokeRequest();
    request.setToken(token);
    request.setArgs(encode(engine.sdk, current));
    request.setOptions(new TransformInvokeOptions());
    const bytes = await callBack(engine.sdk, callback, request.serializeBinary());
    const response = TransformInvokeResponse.deserializeBinary(bytes);
    if (response.hasArgs()) current = readStruct(response.getArgs());
  }
  return current;
}

function answered(result: WireObject) {
  return { getFailuresList: () => [], getUnknown: () => false, getReturn: () => makeStruct(result) };
}

function unanswered() {
  return { ...answered(UNKNOWN_RESULT), getUnknown: () => true };
}
