import type { Plan } from "../model";

/** One plan is an object, several are a list. */
export function renderJson(plans: readonly Plan[]): string {
  const [first, second] = plans;
  return `${JSON.stringify(second === undefined ? first : plans, null, 2)}\n`;
}
