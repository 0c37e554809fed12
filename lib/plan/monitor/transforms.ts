import type { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Sdk } from "../sdk/load";
import { outputDependencies, readStruct, type WireObject, withOutputs } from "../wire";
import { callBack } from "./callbacks";
import { type Goal, type GoalOptions, ifSet } from "./goal";

/**
 * Runs transforms over a goal, in the order given: the resource's own, its ancestors', the stack's. When the resource has
 * some of its own its dependencies are worked out anew, as the engine does.
 */
export async function transform(
  sdk: Sdk,
  goal: Goal,
  own: readonly string[],
  others: readonly string[],
): Promise<void> {
  if (own.length + others.length === 0) return;
  if (own.length > 0) goal.props = withOutputs(goal.props, goal.propertyDependencies);
  for (const token of [...own, ...others]) await transformOnce(sdk, goal, token);
  if (own.length > 0) followDependencies(goal);
}

async function transformOnce(sdk: Sdk, goal: Goal, token: string): Promise<void> {
  const { TransformRequest, TransformResponse } = sdk.messages();
  const request = new TransformRequest();
  request.setType(goal.type);
  request.setName(goal.name);
  request.setCustom(goal.custom);
  request.setParent(goal.parent);
  request.setProperties(encode(sdk, goal.props));
  request.setOptions(encodeOptions(sdk, goal.options));
  const response = TransformResponse.deserializeBinary(await callBack(sdk, token, request.serializeBinary()));
  if (response.hasProperties()) goal.props = readStruct(response.getProperties());
  const options = response.getOptions();
  if (options) goal.options = decodeOptions(options, goal.options);
}

function followDependencies(goal: Goal): void {
  const byProperty = Object.entries(goal.props).map(([key, value]): [string, string[]] => [
    key,
    [...new Set(outputDependencies(value))],
  ]);
  goal.propertyDependencies = Object.fromEntries(byProperty);
  goal.options.dependsOn = [...new Set([...goal.options.dependsOn, ...byProperty.flatMap(([, urns]) => urns)])];
}

export function encode(sdk: Sdk, props: WireObject): Struct {
  return sdk.structs().Struct.fromJavaScript(props as Parameters<typeof Struct.fromJavaScript>[0]);
}

function encodeOptions(sdk: Sdk, options: GoalOptions): TransformResourceOptions {
  const message = new (sdk.messages().TransformResourceOptions)();
  message.setDependsOnList(options.dependsOn);
  if (options.protect !== undefined) message.setProtect(options.protect);
  if (options.retainOnDelete !== undefined) message.setRetainOnDelete(options.retainOnDelete);
  if (options.deleteBeforeReplace !== undefined) message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  message.setIgnoreChangesList(options.ignoreChanges);
  message.setReplaceOnChangesList(options.replaceOnChanges);
  message.setAdditionalSecretOutputsList(options.additionalSecretOutputs);
  message.setAliasesList(options.aliases);
  message.setProvider(options.provider);
  for (const [name, reference] of Object.entries(options.providers)) message.getProvidersMap().set(name, reference);
  message.setVersion(options.version);
  message.setPluginDownloadUrl(options.pluginDownloadUrl);
  message.setCustomTimeouts(options.customTimeouts);
  message.setDeletedWith(options.deletedWith);
  message.setReplaceWithList?.(options.replaceWith);
  message.setHideDiffList?.(options.hideDiffs);
  message.setReplacementTrigger?.(options.replacementTrigger);
  message.setHooks?.(options.hooks);
  message.setImport?.(options.importId);
  return message;
}

function decodeOptions(message: TransformResourceOptions, before: GoalOptions): GoalOptions {
  return {
    dependsOn: message.getDependsOnList(),
    protect: ifSet(message.hasProtect?.(), message.getProtect()),
    retainOnDelete: ifSet(message.hasRetainOnDelete?.(), message.getRetainOnDelete()),
    deleteBeforeReplace: ifSet(message.hasDeleteBeforeReplace?.(), message.getDeleteBeforeReplace()),
    ignoreChanges: message.getIgnoreChangesList(),
    replaceOnChanges: message.getReplaceOnChangesList(),
    additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
    aliases: message.getAliasesList(),
    provider: message.getProvider(),
    providers: Object.fromEntries(message.getProvidersMap().entries()),
    version: message.getVersion(),
    pluginDownloadUrl: message.getPluginDownloadUrl(),
    customTimeouts: message.getCustomTimeouts(),
    deletedWith: message.getDeletedWith(),
    replaceWith: message.getReplaceWithList?.() ?? before.replaceWith,
    hideDiffs: message.getHideDiffList?.() ?? before.hideDiffs,
    replacementTrigger: message.getReplacementTrigger?.() ?? before.replacementTrigger,
    hooks: message.getHooks?.() ?? before.hooks,
    importId: message.getImport?.() ?? before.importId,
  };
}
