import type { Plan, PlannedResource } from "../model";
import { facts } from "./facts";
import { hierarchy, type Node } from "./hierarchy";
import { costLines, diagnosticLines, outputLines } from "./notes";
import type { Style } from "./style";
import { count, isMade, marks, relativeName, shortType, summary } from "./words";

/** One line of the tree: what it is, how it is called, what is to be known of it. */
interface Line {
  branch: string;
  type: string;
  name: string;
  resource: PlannedResource;
  details: string[];
}

/** Wider first columns are not padded any further. */
const WIDEST = 64;

/** The resources as components hold them, then outputs, costs and notes. */
export function renderTree(plans: readonly Plan[], style: Style): string {
  return `${plans.map(plan => stackLines(plan, style).join("\n")).join("\n\n")}\n`;
}

function stackLines(plan: Plan, style: Style): string[] {
  const lines = hierarchy(plan).flatMap(node => nodeLines(node, undefined, "", ""));
  return [
    style.bold(summary(plan)),
    ...section("", layOut(lines, style)),
    ...section("Outputs", outputLines(plan)),
    ...section("Costs", costLines(plan)),
    ...section("Notes", diagnosticLines(plan, style)),
  ];
}

function section(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  return title === "" ? ["", ...lines] : ["", title, ...lines.map(line => `  ${line}`)];
}

function nodeLines({ resource, children }: Node, parent: string | undefined, branch: string, rest: string): Line[] {
  const line = {
    branch,
    type: shortType(resource),
    name: relativeName(resource.name, parent),
    resource,
    details: details(resource, children),
  };
  const last = children.length - 1;
  const below = children.flatMap((child, index) =>
    nodeLines(
      child,
      resource.name,
      `${rest}${index === last ? "└─ " : "├─ "}`,
      `${rest}${index === last ? "   " : "│  "}`,
    ),
  );
  return [line, ...below];
}

function details(resource: PlannedResource, children: Node[]): string[] {
  if (resource.custom) return facts(resource);
  return children.length > 0 ? [count(madeIn(children), "resource")] : [];
}

function madeIn(nodes: Node[]): number {
  return nodes.reduce((sum, { resource, children }) => sum + Number(isMade(resource)) + madeIn(children), 0);
}

function layOut(lines: Line[], style: Style): string[] {
  const first = column(lines.map(({ branch, type }) => branch.length + type.length));
  const second = column(lines.map(({ name }) => name.length));
  return lines.map(({ branch, type, name, resource, details }) => {
    const shown = resource.custom ? type : style.bold(type);
    const gap = " ".repeat(Math.max(first - branch.length - type.length, 0));
    const tail = tailOf(marks(resource), details, style, style.columns - first - second - 4);
    return `${style.dim(branch)}${shown}${gap}  ${name.padEnd(tail ? second : 0)}  ${tail}`.trimEnd();
  });
}

const DOT = " · ";

/** As much as fits; what is special about a resource is never left out. */
function tailOf(notable: string[], details: string[], style: Style, width: number): string {
  const fitting = details.slice();
  while (fitting.length > 0 && [...notable, ...fitting].join(DOT).length > width) fitting.pop();
  const painted = notable.map(mark => (mark === "protected" ? style.green(mark) : style.yellow(mark)));
  return [...painted, ...fitting.map(detail => style.dim(detail))].join(style.dim(DOT));
}

function column(widths: number[]): number {
  return Math.min(Math.max(0, ...widths), WIDEST);
}
