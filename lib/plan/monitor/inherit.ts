import { typeOf } from "../urn";
import { type Goal, packageOf, providerUrn } from "./goal";
import type { Registered } from "./registry";

/**
 * Gives a resource what its parent hands down, as the engine does beside the SDK (pkg/resource/deploy/source_eval.go,
 * inheritFromParent and resolveProvider).
 */
export function inherit(goal: Goal, parent: Registered | undefined): void {
  if (!parent) return;
  const { options } = goal;
  const inherited = parent.goal.options;
  options.deletedWith ||= inherited.deletedWith;
  options.protect ??= inherited.protect;
  options.retainOnDelete ??= inherited.retainOnDelete;
  if (goal.custom || goal.remote) options.provider ||= providerFor(goal, parent);
}

function providerFor(goal: Goal, parent: Registered): string {
  const wanted = packageOf(goal.type);
  const { provider, providers } = parent.goal.options;
  if (provider !== "" && packageOf(typeOf(providerUrn(provider))) === wanted) return provider;
  return goal.options.providers[wanted] ?? providers[wanted] ?? "";
}

/** A component hands its own parent's providers down to its children. */
export function inheritProviders(goal: Goal, parent: Registered | undefined): void {
  if (goal.custom || !parent || parent.goal.custom) return;
  goal.options.providers = { ...parent.goal.options.providers, ...goal.options.providers };
}
