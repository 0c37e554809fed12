import type { Plan, PlannedResource } from "../model";
import { nameOf } from "../urn";
import { facts } from "./facts";
import { diagnosticLines, outputLines } from "./notes";
import type { Style } from "./style";
import { isStack, marks, shortType, summary } from "./words";

export const COLUMNS = ["TYPE", "NAME", "PARENT", "MARKS", "DETAILS"];

/** One line a resource. */
export function renderTable(plans: readonly Plan[], style: Style): string {
  return `${plans.map(plan => stackTable(plan, style).join("\n")).join("\n\n")}\n`;
}

function stackTable(plan: Plan, style: Style): string[] {
  const rows = tableRows(plan);
  const widths = COLUMNS.map((title, index) => Math.max(title.length, ...rows.map(row => row[index]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  return [
    style.bold(summary(plan)),
    "",
    style.bold(line(COLUMNS)),
    ...rows.map(line),
    ...after(outputLines(plan)),
    ...after(diagnosticLines(plan, style)),
  ];
}

/** The cells of each resource, in the order of `COLUMNS`. */
export function tableRows(plan: Plan): string[][] {
  const resources = plan.resources.filter(resource => !isStack(resource));
  const urns = new Set(resources.map(({ urn }) => urn));
  return resources.map(resource => [
    shortType(resource),
    resource.name,
    parentName(resource, urns),
    marks(resource).join(" "),
    facts(resource).join(", "),
  ]);
}

function parentName({ parent }: PlannedResource, urns: Set<string>): string {
  return parent !== null && urns.has(parent) ? nameOf(parent) : "";
}

function after(lines: string[]): string[] {
  return lines.length > 0 ? ["", ...lines] : [];
}
