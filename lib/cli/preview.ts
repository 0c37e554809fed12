import { type Command, Option } from "commander";
import type { Format, Plan } from "../plan";
import type { FixturesFile } from "../plan/project/fixtures-file";
import { EXIT } from "./exit";
import { collect, collectPair, collectSecretPair, milliseconds, useColor } from "./options";

interface PreviewFlags {
  stack?: string[];
  format: Format;
  json?: boolean;
  config?: Record<string, string>;
  configSecret?: Record<string, string>;
  fixtures?: string;
  timeout?: number;
  color?: boolean;
}

export function addPreview(program: Command, end: (code: number) => void): void {
  program
    .command("preview")
    .description("show what a Pulumi project would hold: no cloud account, no Pulumi CLI, no network")
    .argument("[directory]", "the project's directory, or one below it", ".")
    .option("-s, --stack <name>", "a stack to plan; repeat it for several (default: each that has a file)", collect)
    .addOption(
      new Option("-f, --format <format>", "how to show it")
        .choices(["tree", "table", "markdown", "json"])
        .default("tree"),
    )
    .option("-j, --json", "the same as --format json")
    .option("-c, --config <key=value>", "a configuration value, before the stack file's; repeatable", collectPair)
    .option("--config-secret <key=value>", "likewise, but secret; repeatable", collectSecretPair)
    .option("--fixtures <file>", "YAML or JSON with config, secrets, invokes and stackReferences")
    .option("--timeout <duration>", 'how long a program may take (default: "5 minutes")', milliseconds)
    .addOption(new Option("--color", "colour the output (default: on terminals)"))
    .addOption(new Option("--no-color", "never colour the output"))
    .action(async (directory: string, flags: PreviewFlags) => end(await preview(directory, flags)));
}

async function preview(directory: string, flags: PreviewFlags): Promise<number> {
  const { planStacks, render }: typeof import("../plan/stacks") = require("../plan/stacks");
  const { config, secrets, ...fixtures } = flags.fixtures ? readFixtures(flags.fixtures) : {};
  const plans = await planStacks(directory, flags.stack ?? [], {
    config: { ...config, ...flags.config },
    secrets: { ...secrets, ...flags.configSecret },
    fixtures,
    ...(flags.timeout && { timeout: flags.timeout }),
  });
  const format = flags.json ? "json" : flags.format;
  const shown = format === "tree" || format === "table" ? plans.filter(hasSomething) : plans;
  if (shown.length > 0)
    process.stdout.write(render(shown, format, { color: useColor(flags.color), columns: process.stdout.columns }));
  for (const plan of plans) tellFailure(plan);
  return exitCode(plans);
}

function readFixtures(path: string): FixturesFile {
  const { readFixturesFile }: typeof import("../plan/project/fixtures-file") = require("../plan/project/fixtures-file");
  return readFixturesFile(path);
}

function hasSomething({ resources, failure }: Plan): boolean {
  return !failure || resources.length > 1;
}

function tellFailure({ stack, failure }: Plan): void {
  if (!failure) return;
  const frames = failure.stack?.split("\n").map(frame => `    ${frame}`) ?? [];
  process.stderr.write(`${[`${stack}: ${failure.message}`, ...frames].join("\n")}\n`);
}

function exitCode(plans: readonly Plan[]): number {
  const kinds = plans.map(({ failure }) => failure?.kind);
  if (kinds.includes("input")) return EXIT.input;
  return kinds.some(kind => kind !== undefined) ? EXIT.failed : EXIT.done;
}
