import { createRequire } from "node:module";
import type { Wire } from "../wire";

type Invoke = (token: string, args: unknown, options?: unknown, packageRef?: unknown) => Promise<unknown>;

/** The SDK's state of one run (sdk/nodejs/runtime/state.ts, internal to Pulumi). */
export interface RunState {
  config: Record<string, string>;
  settings: { options: { rootDirectory?: string }; rpcDone: Promise<unknown> };
  leakCandidates: Set<Promise<unknown>>;
  /** Serves the callbacks of transforms and hooks; there once the program has registered one. */
  callbacks?: CallbackServer;
}

/** The handler of Pulumi's `Callbacks` service. */
export interface CallbackServer {
  invoke(
    call: { request: { getToken(): string; getRequest_asU8(): Uint8Array } },
    done: (error: { details?: string } | null, response?: { getResponse_asU8(): Uint8Array }) => void,
  ): unknown;
}

/** The class of Pulumi's configuration, as far as it is adapted. */
export interface ConfigClass {
  prototype: Record<string, (this: { name: string }, key: string, options?: unknown) => unknown>;
}

/** The class of references to other stacks, as far as it is adapted. */
export interface StackReferenceClass {
  prototype: Record<string, (this: { name: Promised<string> }, output: string) => Promise<unknown>>;
}

/** The class of all resources, as far as it is adapted. */
export interface ResourceClass {
  /** By which the SDK reads a line of a stack trace. */
  framePositionRegExp?: RegExp;
}

/** The class of outputs, as far as it is adapted. */
export interface OutputClass {
  prototype: { apply(this: unknown, callback: unknown, runWithUnknowns?: boolean): { isKnown: Promise<boolean> } };
}

interface Promised<T> {
  promise(): Promise<T>;
}

/** The copy of `@pulumi/pulumi` that the program uses, with the internal parts that a plan needs. */
export interface Sdk {
  Resource: ResourceClass;
  Output: OutputClass;
  Config: ConfigClass;
  StackReference: StackReferenceClass;
  runtime: {
    invoke: Invoke;
    invokeSingle: Invoke;
    setMockOptions(monitor: unknown, project: string, stack: string, preview: boolean, organization: string): void;
    runInPulumiStack(init: () => Promise<unknown>): Promise<unknown>;
    deserializeProperty(wire: Wire): unknown;
  };
  state: {
    getStore(): RunState;
    getLocalStore(): RunState | undefined;
    withLocalStorage<T>(run: () => T): T;
  };
  settings: { getEngine(): unknown; waitForRPCs(): Promise<void>; disconnectSync(): void };
  debuggable: {
    debuggablePromise<T>(promise: Promise<T>, context?: unknown): Promise<T>;
    leakedPromises(): [Set<unknown>, string];
  };
  /** The messages of Pulumi's resource monitor, loaded when they are needed. */
  messages(): typeof import("@pulumi/pulumi/proto/resource_pb");
  /** The protobuf `Struct` that those messages hold. */
  structs(): typeof import("google-protobuf/google/protobuf/struct_pb");
}

/** Loads the SDK as the module that owns `require` sees it. */
export function loadSdk(require: NodeJS.Require): Sdk {
  const root: Pick<Sdk, "Resource" | "Output" | "Config" | "StackReference" | "runtime"> = require("@pulumi/pulumi");
  return {
    Resource: root.Resource,
    Output: root.Output,
    Config: root.Config,
    StackReference: root.StackReference,
    runtime: root.runtime,
    state: require("@pulumi/pulumi/runtime/state"),
    settings: require("@pulumi/pulumi/runtime/settings"),
    debuggable: require("@pulumi/pulumi/runtime/debuggable"),
    messages: () => require("@pulumi/pulumi/proto/resource_pb"),
    structs: () => createRequire(require.resolve("@pulumi/pulumi"))("google-protobuf/google/protobuf/struct_pb"),
  };
}
