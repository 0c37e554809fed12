/** The type of the resource that stands for the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/**
 * A resource's name in the whole of Pulumi, as the engine makes it (pkg/resource/deploy, GenerateURN): the types of its
 * ancestors stand in it, that of the stack does not.
 */
export function makeUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentTypes = parent === "" ? "" : qualifiedType(parent);
  const chain = parentTypes === "" || parentTypes === STACK_TYPE ? type : `${parentTypes}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

/** The types of a resource and its ancestors: `my:Component$aws:s3/bucket:Bucket`. */
export function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** The resource's own type. */
export function typeOf(urn: string): string {
  return qualifiedType(urn).split("$").at(-1) ?? "";
}

/** The resource's name, which may hold colons. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
