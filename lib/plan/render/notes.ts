import { costsOf } from "../costs";
import type { Diagnostic, Plan, Severity } from "../model";
import { nameOf } from "../urn";
import type { Style } from "./style";
import { valueText } from "./words";

/** Stack outputs, one a line; the elements of lists have lines of their own. */
export function outputLines(plan: Plan): string[] {
  const entries = Object.entries(plan.outputs);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.flatMap(([name, value]) => {
    if (!Array.isArray(value) || value.length < 2) return [`${name.padEnd(width)}  ${valueText(value)}`];
    return value.map((element, index) => `${(index === 0 ? name : "").padEnd(width)}  ${valueText(element)}`);
  });
}

/** What is billed, and by what, one a line. */
export function costLines(plan: Plan): string[] {
  const costs = costsOf(plan).map(({ part, count, by }) => ({ part, count: String(count), by }));
  const parts = Math.max(0, ...costs.map(({ part }) => part.length));
  const counts = Math.max(0, ...costs.map(({ count }) => count.length));
  return costs.map(({ part, count, by }) => `${part.padEnd(parts)}  ${count.padStart(counts)}  by ${by}`);
}

const ORDER: Severity[] = ["error", "warning", "info"];

/** What there is to tell, the gravest first. */
export function sortedDiagnostics(plan: Plan): Diagnostic[] {
  return [...plan.diagnostics].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

export function diagnosticText({ message, urn }: Diagnostic): string {
  return urn ? `${nameOf(urn)}: ${message}` : message;
}

export function diagnosticLines(plan: Plan, style: Style): string[] {
  const paint: Record<Severity, (text: string) => string> = {
    error: style.red,
    warning: style.yellow,
    info: style.cyan,
  };
  return sortedDiagnostics(plan).map(
    diagnostic => `${paint[diagnostic.severity](diagnostic.severity.padEnd(7))}  ${diagnosticText(diagnostic)}`,
  );
}
