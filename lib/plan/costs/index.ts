import type { Cost, Plan } from "../model";
import { AWS_BILLING, type Billing } from "./aws";

/** What of a plan a platform would bill, in kind, as far as their billing is known here. What is only read belongs to others. */
export function costsOf({ resources }: Pick<Plan, "resources">): Cost[] {
  const counts = new Map<string, Cost>();
  for (const billing of Object.values(AWS_BILLING).flat())
    counts.set(keyOf(billing), { part: billing.part, by: billing.by, count: 0 });
  for (const { type, inputs, read } of resources) {
    if (read) continue;
    for (const billing of billings(type)) {
      const cost = counts.get(keyOf(billing));
      if (cost) cost.count += billing.count ? billing.count(inputs) : 1;
    }
  }
  return [...counts.values()].filter(({ count }) => count > 0);
}

function billings(type: string): Billing[] {
  return Object.hasOwn(AWS_BILLING, type) ? [AWS_BILLING[type] ?? []].flat() : [];
}

function keyOf({ part, by }: Billing): string {
  return `${part}, ${by}`;
}
