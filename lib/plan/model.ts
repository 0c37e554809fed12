/** The version of the plan's JSON form. It grows by one when a field changes its meaning or goes away. */
export const PLAN_VERSION = 1;

/** A secret: its value stands nowhere in a plan. `$unknown` too, when not even the plan knew it. */
export interface SecretValue {
  $secret: true;
  $unknown?: true;
}

/** A value that only the cloud, an invoke or another stack can give. */
export interface UnknownValue {
  $unknown: true;
}

/** A file, a text or an address that a resource takes as a whole. */
export interface AssetValue {
  $asset: Location;
}

/** Several files as one. */
export interface ArchiveValue {
  $archive: Location | { assets: PlanValues };
}

type Location = { path: PlanValue } | { text: PlanValue } | { uri: PlanValue } | Digest;

/** Stands for a long text. */
export interface Digest {
  sha256: string;
  bytes: number;
}

/** Code that Pulumi made a text of: the provider of a dynamic resource. */
export interface FunctionValue {
  $function: Digest;
}

/** Another resource, handed over whole. */
export interface ResourceValue {
  $resource: string;
}

/** What inputs and outputs hold: JSON, with the objects above where JSON has no word. */
export type PlanValue =
  | string
  | number
  | boolean
  | null
  | PlanValue[]
  | SecretValue
  | UnknownValue
  | AssetValue
  | ArchiveValue
  | ResourceValue
  | FunctionValue
  | { [key: string]: PlanValue };

export type PlanValues = { [key: string]: PlanValue };

/** Where in the program a resource is made. */
export interface Source {
  /** Relative to the project's directory. */
  file: string;
  line: number;
  column: number;
}

/** A resource that the program would register. */
export interface PlannedResource {
  urn: string;
  type: string;
  name: string;
  /** The parent's URN; the stack itself has none. */
  parent: string | null;
  /** The URN of an explicit provider. `null` for the default provider, and for components. */
  provider: string | null;
  /** Whether a provider makes it; else it is a component, which only groups others. */
  custom: boolean;
  /** Whether it is a component that lives in a provider's program and so stays opaque here. */
  remote: boolean;
  inputs: PlanValues;
  /** URNs, sorted. */
  dependencies: string[];
  /** URNs by input, sorted. Inputs that depend on nothing are left out. */
  propertyDependencies: { [property: string]: string[] };
  protect: boolean;
  retainOnDelete: boolean;
  /** Former URNs. */
  aliases: string[];
  /** What a component registered as its outputs. */
  outputs?: PlanValues;
  /** Set when the resource exists already and is only read (`Type.get`, stack references). */
  read?: { id: PlanValue };
  /** Set when the resource exists already and would be adopted. */
  importId?: string;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  deleteBeforeReplace?: boolean;
  additionalSecretOutputs?: string[];
  customTimeouts?: { create?: string; update?: string; delete?: string; read?: string };
  deletedWith?: string;
  replaceWith?: string[];
  source?: Source;
}

export type Severity = "info" | "warning" | "error";

/** Something to tell, by the program or by the plan. */
export interface Diagnostic {
  severity: Severity;
  message: string;
  /** The resource that it is about. */
  urn?: string;
}

/** What a platform bills, in kind and not in money. */
export interface Cost {
  /** What is counted, in the plural: `"NAT gateways"`. */
  part: string;
  /** How many there are; of what scales by itself, the fewest. */
  count: number;
  /** By what it is billed: `"hour, and gigabyte that passes"`. */
  by: string;
}

/** Why a plan is not complete. */
export interface Failure {
  /** `"input"` when the user wrote something wrong, `"program"` when the program failed, `"timeout"` when it never ended. */
  kind: "input" | "program" | "timeout";
  message: string;
  /** Where the program failed: its own frames. Absent where it says nothing, as with mistakes in a specification. */
  stack?: string;
}

/** What one program would register in one stack. */
export interface Plan {
  version: typeof PLAN_VERSION;
  project: string;
  stack: string;
  /** Sorted by URN. The stack's own resource is among them. */
  resources: PlannedResource[];
  /** The stack's outputs. */
  outputs: PlanValues;
  diagnostics: Diagnostic[];
  /** Set when the program did not end well: the plan then holds what came before. */
  failure?: Failure;
}
