import type { Diagnostic, Plan, Severity } from "../model";
import { nameOf } from "../urn";
import type { Style } from "./style";
import { valueText } from "./words";

/** Stack outputs, one a line. */
export function outputLines(plan: Plan): string[] {
  const entries = Object.entries(plan.outputs);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${valueText(value)}`);
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
