import * as pulumi from "@pulumi/pulumi";
import { nameOfImport } from "./aws/importName";
import { isPlainObject } from "./checks";
import { editDistance } from "./distance";
import { InputError } from "./errors";

/**
 * Options for an application or any component of this library, so that Pulumi takes over resources that were made by hand
 * in place of making new ones. It is told the id of each, as the provider imports it, by the name that `daytwo preview`
 * shows. Pulumi imports a resource once, and then changes it into what the program says, which `pulumi preview` shows; what
 * would replace it is refused. Where the program shall say otherwise, `transform` says it.
 *
 * @throws InputError when an id is no text; and through the program, for each name that none of the children has
 * @example
 * ```ts
 * new Application("shop", args, adopting({ "shop-database-instance": "shop-legacy", "shop-storage-bucket": "acme-uploads" }));
 * ```
 */
export function adopting(ids: Record<string, string>): pulumi.ComponentResourceOptions {
  checkIds(ids);
  const made = new Set<string>();
  let begun = false;
  const transformation: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
    if (!begun) refuseStrangers(ids, made);
    begun = true;
    if (isComponent(type)) return undefined;
    made.add(name);
    const id = Object.hasOwn(ids, name) ? ids[name] : undefined;
    if (id === undefined) return undefined;
    return { props: { ...props, ...nameOfImport(type, id) }, opts: pulumi.mergeOptions(opts, { import: id }) };
  };
  return { transformations: [transformation] };
}

/** A component may have the name of one of its children, and has no id. */
function isComponent(type: string): boolean {
  return type.startsWith("daytwo:");
}

function checkIds(ids: Record<string, string>): void {
  if (!isPlainObject(ids)) {
    const message = 'must be an object of ids by name; write { "shop-storage-bucket": "acme-uploads" }';
    throw new InputError("adopting", [{ path: "", message }]);
  }
  const mistakes = Object.entries(ids)
    .filter(([, id]) => typeof id !== "string" || id === "")
    .map(([path]) => ({
      path,
      message: 'has no id; write the one that the provider imports it by, such as "vpc-0abc"',
    }));
  if (mistakes.length > 0) throw new InputError("adopting", mistakes);
}

/** Once the constructor that these options are for has ended, which is before anything waits. */
function refuseStrangers(ids: Record<string, string>, made: ReadonlySet<string>): void {
  pulumi.output(Promise.resolve(Object.keys(ids))).apply(names => {
    const mistakes = names
      .filter(name => !made.has(name))
      .map(name => ({
        path: name,
        message: `is no resource that is made here; write a name that daytwo preview shows, such as "${nearest(name, made)}"`,
      }));
    if (mistakes.length > 0) throw new InputError("adopting", mistakes);
  });
}

function nearest(name: string, made: ReadonlySet<string>): string {
  const [first = ""] = [...made].sort((a, b) => editDistance(name, a) - editDistance(name, b));
  return first;
}
