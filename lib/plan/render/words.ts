import type { Plan, PlannedResource, PlanValue } from "../model";
import { STACK_TYPE } from "../urn";

/** `aws:s3/bucket:Bucket` → `aws.s3.Bucket`, `random:index/randomPassword:RandomPassword` → `random.RandomPassword`. */
export function shortType({ type, custom }: Pick<PlannedResource, "type" | "custom">): string {
  const [pkg = "", module = "", name = module] = type.split(":");
  if (pkg === "pulumi" && module === "providers") return `provider ${name}`;
  if (!custom || pkg === "pulumi") return name;
  const parts = module.split("/");
  const last = parts.at(-1)?.toLowerCase() === name.toLowerCase() ? parts.slice(0, -1) : parts;
  return [pkg, ...last.filter(part => part !== "index" && part !== ""), name].join(".");
}

/** `…-bucket` below `shop-logs` for `shop-logs-bucket`: components name what they hold after themselves. */
export function relativeName(name: string, parentName: string | undefined): string {
  return parentName && name.startsWith(`${parentName}-`) ? `…${name.slice(parentName.length)}` : name;
}

/** Whether a provider would make it: not a component, nor something that exists already. */
export function isMade({ custom, read }: PlannedResource): boolean {
  return custom && !read;
}

export function isStack({ type }: PlannedResource): boolean {
  return type === STACK_TYPE;
}

/** `staging: 61 resources in 9 components, 4 protected` */
export function summary(plan: Plan): string {
  const made = plan.resources.filter(isMade).length;
  const components = plan.resources.filter(resource => !resource.custom && !isStack(resource)).length;
  const isProtected = plan.resources.filter(resource => resource.protect && isMade(resource)).length;
  const read = plan.resources.filter(resource => resource.read).length;
  const parts = [
    components > 0 ? `${count(made, "resource")} in ${count(components, "component")}` : count(made, "resource"),
    ...(isProtected > 0 ? [`${isProtected} protected`] : []),
    ...(read > 0 ? [`${read} read`] : []),
    ...(plan.failure ? ["not complete"] : []),
  ];
  return `${plan.stack}: ${parts.join(", ")}`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** What is special about a resource, in a word each. */
export function marks(resource: PlannedResource): string[] {
  return [
    ...(resource.protect && resource.custom ? ["protected"] : []),
    ...(resource.retainOnDelete ? ["retained"] : []),
    ...(resource.importId ? ["imported"] : []),
    ...(resource.read ? ["read"] : []),
    ...(resource.remote ? ["opaque"] : []),
  ];
}

/** A value in one line. */
export function valueText(value: PlanValue): string {
  if (typeof value === "string") return value;
  if (value === null || typeof value !== "object") return String(value);
  if ("$secret" in value) return "[secret]";
  if ("$unknown" in value) return "[unknown]";
  return JSON.stringify(value, (_key, part: PlanValue) => (isMarked(part) ? valueText(part) : part));
}

function isMarked(value: PlanValue): boolean {
  return typeof value === "object" && value !== null && ("$secret" in value || "$unknown" in value);
}

export function cut(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
