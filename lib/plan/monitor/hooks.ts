import type { RegisterResourceHookRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Sdk } from "../sdk/load";
import type { WireObject } from "../wire";
import { callBack } from "./callbacks";
import { rpcError } from "./errors";
import type { Goal } from "./goal";
import { encode } from "./transforms";

interface Hook {
  token: string;
  onDryRun: boolean;
  ignoreErrors: boolean;
}

/** The hooks that a program registered, and those of them that a preview runs. */
export class Hooks {
  private readonly byName = new Map<string, Hook | "error">();

  constructor(
    private readonly sdk: Sdk,
    private readonly warn: (message: string, urn: string) => void,
  ) {}

  add(request: RegisterResourceHookRequest): void {
    this.reserve(request.getName());
    this.byName.set(request.getName(), {
      token: request.getCallback()?.getToken() ?? "",
      onDryRun: request.getOnDryRun(),
      ignoreErrors: request.getIgnoreErrors(),
    });
  }

  /** Error hooks have nothing to do where nothing is made; their names count all the same. */
  addErrorHook(name: string): void {
    this.reserve(name);
    this.byName.set(name, "error");
  }

  async beforeCreate(goal: Goal, urn: string): Promise<void> {
    for (const name of goal.options.hooks?.getBeforeCreateList() ?? []) await this.run(name, goal, urn);
  }

  async afterCreate(goal: Goal, urn: string, outputs: WireObject): Promise<void> {
    for (const name of goal.options.hooks?.getAfterCreateList() ?? []) await this.run(name, goal, urn, outputs);
  }

  private async run(name: string, goal: Goal, urn: string, outputs?: WireObject): Promise<void> {
    const hook = this.byName.get(name);
    if (hook === undefined) throw rpcError(`resource hook not registered for ${name}`);
    if (hook === "error" || !hook.onDryRun) return;
    const error = await this.call(hook.token, goal, urn, outputs);
    if (error === "") return;
    if (!hook.ignoreErrors) throw rpcError(`resource hook "${name}" failed: ${error}`);
    this.warn(`resource hook "${name}" failed: ${error}`, urn);
  }

  private async call(token: string, goal: Goal, urn: string, outputs: WireObject | undefined): Promise<string> {
    const { ResourceHookRequest, ResourceHookResponse } = this.sdk.messages();
    const request = new ResourceHookRequest();
    request.setUrn(urn);
    request.setName(goal.name);
    request.setType(goal.type);
    request.setNewInputs(encode(this.sdk, goal.props));
    if (outputs) request.setNewOutputs(encode(this.sdk, outputs));
    const answer = await callBack(this.sdk, token, request.serializeBinary());
    return ResourceHookResponse.deserializeBinary(answer).getError();
  }

  private reserve(name: string): void {
    if (name === "") throw rpcError("resource hook name cannot be empty");
    if (this.byName.has(name)) throw rpcError(`resource hook already registered for name "${name}"`);
  }
}
