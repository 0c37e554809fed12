import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Value } from "google-protobuf/google/protobuf/struct_pb";
import { readStruct, type WireObject } from "../wire";

export type Timeouts = RegisterResourceRequest.CustomTimeouts;
export type HookBinding = RegisterResourceRequest.ResourceHooksBinding;

/** The options of a resource, which transforms may change. */
export interface GoalOptions {
  dependsOn: string[];
  protect: boolean | undefined;
  retainOnDelete: boolean | undefined;
  deleteBeforeReplace: boolean | undefined;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  replacementTrigger: Value | undefined;
  additionalSecretOutputs: string[];
  aliases: Alias[];
  /** A provider reference: `<urn>::<id>`. */
  provider: string;
  /** Provider references by package, for the children of a component. */
  providers: Record<string, string>;
  version: string;
  pluginDownloadUrl: string;
  customTimeouts: Timeouts | undefined;
  deletedWith: string;
  replaceWith: string[];
  hideDiffs: string[];
  hooks: HookBinding | undefined;
  importId: string;
}

/** The options of a resource for which the program asks for nothing. */
export const NO_OPTIONS: GoalOptions = {
  dependsOn: [],
  protect: undefined,
  retainOnDelete: undefined,
  deleteBeforeReplace: undefined,
  ignoreChanges: [],
  replaceOnChanges: [],
  replacementTrigger: undefined,
  additionalSecretOutputs: [],
  aliases: [],
  provider: "",
  providers: {},
  version: "",
  pluginDownloadUrl: "",
  customTimeouts: undefined,
  deletedWith: "",
  replaceWith: [],
  hideDiffs: [],
  hooks: undefined,
  importId: "",
};

/** What the program wants a resource to be. */
export interface Goal {
  type: string;
  name: string;
  parent: string;
  custom: boolean;
  remote: boolean;
  props: WireObject;
  propertyDependencies: Record<string, string[]>;
  options: GoalOptions;
}

export function goalOf(request: RegisterResourceRequest): Goal {
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    remote: request.getRemote(),
    props: readStruct(request.getObject()),
    propertyDependencies: propertyDependencies(request),
    options: optionsOf(request),
  };
}

function optionsOf(request: RegisterResourceRequest): GoalOptions {
  const replacesFirst = request.getDeletebeforereplacedefined() || request.getDeletebeforereplace();
  return {
    dependsOn: request.getDependenciesList(),
    protect: ifSet(request.hasProtect?.(), request.getProtect()),
    retainOnDelete: ifSet(request.hasRetainondelete?.(), request.getRetainondelete()),
    deleteBeforeReplace: replacesFirst ? request.getDeletebeforereplace() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replacementTrigger: request.getReplacementTrigger?.(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request.getAliasesList(),
    provider: request.getProvider(),
    providers: Object.fromEntries(request.getProvidersMap().entries()),
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
    customTimeouts: request.getCustomtimeouts(),
    deletedWith: request.getDeletedwith(),
    replaceWith: request.getReplaceWithList?.() ?? [],
    hideDiffs: request.getHidediffsList?.() ?? [],
    hooks: request.getHooks?.(),
    importId: request.getImportid(),
  };
}

/** Older SDKs can't say that an option is absent; there `false` is as good as absent. */
export function ifSet(isSet: boolean | undefined, value: boolean | undefined): boolean | undefined {
  return (isSet ?? value) ? value : undefined;
}

function propertyDependencies(request: RegisterResourceRequest): Record<string, string[]> {
  const dependencies: Record<string, string[]> = {};
  for (const [property, urns] of request.getPropertydependenciesMap().entries())
    dependencies[property] = urns.getUrnsList();
  return dependencies;
}

/** The package that a type belongs to: `aws` of `aws:s3/bucket:Bucket`, or of `pulumi:providers:aws`. */
export function packageOf(type: string): string {
  const [first = "", second, third = ""] = type.split(":");
  return first === "pulumi" && second === "providers" ? third : first;
}

/** The URN of a provider reference. */
export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
