import { costsOf } from "../costs";
import type { Plan } from "../model";

/** One plan is an object, several are a list; each with what it costs. */
export function renderJson(plans: readonly Plan[]): string {
  const shown = plans.map(plan => ({ ...plan, costs: costsOf(plan) }));
  const [first, second] = shown;
  return `${JSON.stringify(second === undefined ? first : shown, null, 2)}\n`;
}
