import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { measure, median, type Usage } from "./measure";
import { applications, nothing, project, raw, wholeRow } from "./projects";

const main = resolve(__dirname, "../dist/cli/main.js");
const COUNTS = [1, 10, 30, 100];

interface Row extends Usage {
  name: string;
  resources: number;
}

/** Plans a project and measures it; large ones once, small ones by the median of five. */
function planned(name: string, files: Record<string, string>, times: number): Row {
  const folder = project("plan", { "Pulumi.dev.yaml": "config:\n  aws:region: eu-central-1\n", ...files });
  const usage = median(times, () => measure([main, "preview", folder, "--stack", "dev", "--json"]));
  rmSync(folder, { recursive: true });
  return { ...usage, name, resources: JSON.parse(usage.output).resources.length };
}

function line(row: Row, start: Row): string {
  const each = ((row.cpu - start.cpu) / row.resources) * 1_000;
  const share = row === start ? 100 : (start.cpu / row.cpu) * 100;
  const figures = [
    row.resources,
    row.cpu.toFixed(2),
    row.wall.toFixed(2),
    row.memory.toFixed(0),
    row === start ? "" : each.toFixed(2),
    share.toFixed(0),
  ];
  return `| ${[row.name, ...figures].join(" | ")} |`;
}

console.log("| program | resources | CPU, s | wall, s | peak memory, MB | CPU a resource, ms | share of start-up, % |");
console.log("|---|---:|---:|---:|---:|---:|---:|");
const start = planned("no resources: start-up alone", { "index.js": nothing }, 5);
console.log(line(start, start));
compared("the whole row", wholeRow, 5);
for (const count of COUNTS)
  compared(`${count} application${count > 1 ? "s" : ""}`, applications(count), count <= 10 ? 5 : 1);

/** A line of a program, and one of the same resources in raw Pulumi. */
function compared(name: string, program: string, times: number): void {
  const own = planned(name, { "index.js": program }, times);
  console.log(line(own, start));
  console.log(line(planned(`${name}, in raw Pulumi`, { "index.js": raw, "plan.json": own.output }, times), start));
}
