import * as pulumi from "@pulumi/pulumi";
import { InputError } from "./errors";
import { fit, kebab } from "./names";

/**
 * Reshapes a child before it is registered: returns its args, changed or not, and may change `opts` in place.
 *
 * @example `transform: { repository: args => ({ ...args, forceDelete: true }) }`
 */
export type Transform<Args> = (args: Args, opts: pulumi.CustomResourceOptions) => Args;

/** One optional transform for each kind of child that a component has. */
export type Transforms<Children> = { [Kind in keyof Children]?: Transform<Children[Kind]> | undefined };

const COMPONENT_NAME = /^[A-Za-z][\w.@-]{0,149}$/;

function checkName(name: unknown): void {
  if (typeof name === "string" && COMPONENT_NAME.test(name)) return;
  const message = `${JSON.stringify(name)} is no name for a component; write letters, digits and hyphens, starting with a letter`;
  throw new InputError("name", [{ path: "", message }]);
}

type ResourceClass<Args, R> = new (name: string, args: Args, opts?: pulumi.CustomResourceOptions) => R;

export interface ChildOptions extends pulumi.CustomResourceOptions {
  /** Tells several children of one kind apart; stands in the child's name before the kind. */
  of?: string;
  /** The longest name that the platform takes, less what Pulumi appends to it; a longer one is cut and closed with a digest. */
  limit?: number;
}

/**
 * The base of every component. `Children` is the typed list of the kinds of child that it makes, by which users reshape
 * them. A child is named `<component>-<kind>` or `<component>-<of>-<kind>`; that name is its identity in the state, so a
 * kind is never renamed without an alias.
 */
export abstract class Component<Children extends object> extends pulumi.ComponentResource {
  private readonly transforms: Transforms<Children>;
  private readonly baseName: string;

  protected constructor(
    type: string,
    name: string,
    args: { transform?: Transforms<Children> | undefined },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    checkName(name);
    super(type, name, {}, opts);
    this.baseName = name;
    this.transforms = args.transform ?? {};
  }

  /** Makes a child resource: named, parented, reshaped by the user's transform. */
  protected child<Kind extends keyof Children & string, R>(
    kind: Kind,
    resource: ResourceClass<Children[Kind], R>,
    args: Children[Kind],
    { of, limit, ...opts }: ChildOptions = {},
  ): R {
    const options: pulumi.CustomResourceOptions = { parent: this, ...opts };
    const reshaped = this.transforms[kind]?.(args, options) ?? args;
    return new resource(fit(this.childName(kind, of), limit), reshaped, options);
  }

  /** The name that a child of this kind has: `shop-web-target-group` for the kind `targetGroup`. */
  protected childName(kind: string, of?: string): string {
    return [this.baseName, of, kebab(kind)].filter(part => part !== undefined).join("-");
  }
}
