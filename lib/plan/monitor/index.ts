import { randomUUID } from "node:crypto";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type {
  RegisterErrorHookRequest,
  RegisterResourceHookRequest,
  RegisterResourceOutputsRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { readStruct } from "../wire";
import type { Engine } from "./engine";
import { asRpcError, type RpcError } from "./errors";
import { call, invoke } from "./invoke";
import { readResource } from "./read";
import { registerResource } from "./register";

type Done = (error: RpcError | null, response?: unknown) => void;

/** By number in `ResourceMonitorFeature`, without those that only concern the wire or an older state. */
const FEATURES = [
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "replacementTrigger",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
];
const INVOKE_DEPENDS_ON = 14;
const STATE_MIGRATIONS = 16;

/**
 * Pulumi's resource monitor for one run, injected into the SDK in place of a connection to the engine. The methods are
 * those of the `ResourceMonitor` service; the answers have the getters that the SDK asks, without being encoded.
 */
export function makeMonitor(engine: Engine) {
  return {
    supportsFeature: serve((request: SupportsFeatureRequest) => ({
      getHassupport: () => FEATURES.includes(request.getId()),
    })),
    getDeploymentInfo: serve(() => ({
      getSupportedfeaturesList: () => [...FEATURES.keys(), INVOKE_DEPENDS_ON, STATE_MIGRATIONS],
    })),
    registerResource: serve(registerResource.bind(null, engine)),
    readResource: serve(readResource.bind(null, engine)),
    existsResource: serve(() => ({ getExists: () => false, getUnknown: () => true })),
    invoke: serve(invoke.bind(null, engine)),
    call: serve(call.bind(null, engine)),
    registerResourceOutputs: serve((request: RegisterResourceOutputsRequest) => registerOutputs(engine, request)),
    registerStackTransform: serve((callback: Callback) => engine.stackTransforms.push(callback.getToken())),
    registerStackInvokeTransform: serve((callback: Callback) => engine.invokeTransforms.push(callback.getToken())),
    registerResourceHook: serve((request: RegisterResourceHookRequest) => engine.hooks.add(request)),
    registerErrorHook: serve((request: RegisterErrorHookRequest) => engine.hooks.addErrorHook(request.getName())),
    registerPackage: serve(() => ({ getRef: () => randomUUID() })),
    signalAndWaitForShutdown: serve(() => ({})),
  };
}

function registerOutputs(engine: Engine, request: RegisterResourceOutputsRequest): unknown {
  const registered = engine.registry.get(request.getUrn());
  const outputs = readStruct(request.getOutputs());
  if (registered) registered.outputs = outputs;
  engine.run.recorder.outputs(engine.run.hide(request.getUrn()), engine.run.showAll(outputs));
  return {};
}

/** A method as the SDK calls it. */
function serve<Request>(answer: (request: Request) => unknown) {
  return (request: Request, done: Done): void => {
    Promise.resolve()
      .then(() => answer(request))
      .then(
        response => done(null, response ?? {}),
        (error: unknown) => done(asRpcError(error)),
      );
  };
}
