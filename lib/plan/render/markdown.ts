import { costsOf } from "../costs";
import type { Plan } from "../model";
import { diagnosticText, sortedDiagnostics } from "./notes";
import { COLUMNS, tableRows } from "./table";
import { cut, summary, valueText } from "./words";

const LONGEST = 200;

/** For comments on changes: a heading a stack, its resources folded away. */
export function renderMarkdown(plans: readonly Plan[]): string {
  return `${plans.map(plan => stackMarkdown(plan).join("\n")).join("\n\n")}\n`;
}

function stackMarkdown(plan: Plan): string[] {
  return [
    `### ${plainText(plan.project)} ${plainText(summary(plan))}`,
    ...failure(plan),
    ...notes(plan),
    "",
    "<details><summary>Resources</summary>",
    "",
    ...table(
      COLUMNS.map(title => title.charAt(0) + title.slice(1).toLowerCase()),
      tableRows(plan),
    ),
    "",
    "</details>",
    ...outputs(plan),
    ...costs(plan),
  ];
}

function failure({ failure }: Plan): string[] {
  if (!failure) return [];
  return ["", "**Failed:**", "", "```text", failure.message, ...(failure.stack ? [failure.stack] : []), "```"];
}

function notes(plan: Plan): string[] {
  const lines = sortedDiagnostics(plan).map(
    diagnostic => `- **${diagnostic.severity}** ${plainText(diagnosticText(diagnostic))}`,
  );
  return lines.length > 0 ? ["", ...lines] : [];
}

function outputs(plan: Plan): string[] {
  const rows = Object.entries(plan.outputs).map(([name, value]) => [name, cut(valueText(value), LONGEST)]);
  return rows.length > 0 ? ["", ...table(["Output", "Value"], rows)] : [];
}

function costs(plan: Plan): string[] {
  const rows = costsOf(plan).map(({ part, count, by }) => [part, String(count), by]);
  return rows.length > 0 ? ["", ...table(["Billed", "How many", "By"], rows)] : [];
}

function table(titles: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(plainText).join(" | ")} |`;
  return [line(titles), `|${titles.map(() => " --- |").join("")}`, ...rows.map(line)];
}

/** Keeps texts from being read as markup. */
function plainText(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_{}[\]<>|#]/g, "\\$&");
}
