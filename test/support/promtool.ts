import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A course of events, and which alerts then stand when. */
export interface Course {
  /** Series in promtool's notation, a value each 15 seconds: `{ 'up{job="proxy"}': "1x8 0x8" }`. */
  series: Record<string, string>;
  /** By time, such as "2m30s": the alerts that fire then, as "Alert/subject". */
  firing: Record<string, string[]>;
  /** The alerts that are looked at, as a pattern. */
  of: string;
}

/** That the rules behave so. @throws Error with promtool's own words when they do not */
export async function promtoolTest(rules: string, { series, firing, of }: Course): Promise<void> {
  const test = {
    rule_files: ["rules.yml"],
    evaluation_interval: "15s",
    tests: [
      {
        interval: "15s",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: Object.entries(firing).map(([eval_time, alerts]) => ({
          expr: `count by (alertname, subject) (ALERTS{alertstate="firing",alertname=~"${of}"})`,
          eval_time,
          exp_samples: alerts.map(sample),
        })),
      },
    ],
  };
  await promtool({ "rules.yml": rules, "test.yml": JSON.stringify(test) }, ["test", "rules", "test.yml"]);
}

function sample(alert: string): object {
  const [alertname, subject] = alert.split("/");
  return { labels: `{alertname="${alertname}",subject="${subject}"}`, value: 1 };
}

/** Runs promtool beside some files. @throws Error with its own words when it is not content */
export function promtool(files: Record<string, string>, args: readonly string[]): Promise<string> {
  return besideFiles("promtool", files, args);
}

/** Runs amtool beside some files. @throws Error with its own words when it is not content */
export function amtool(files: Record<string, string>, args: readonly string[]): Promise<string> {
  return besideFiles("amtool", files, args);
}

async function besideFiles(program: string, files: Record<string, string>, args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `daytwo-${program}-`));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const { stdout, stderr } = await run(program, args, { cwd: folder });
    return `${stdout}${stderr}`;
  } catch (error) {
    throw new Error(saidBy(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stdout = "stdout" in error ? String(error.stdout) : "";
  const stderr = "stderr" in error ? String(error.stderr) : "";
  return [error.message, stdout, stderr].join("\n");
}
