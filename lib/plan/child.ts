import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { begin } from "./begin";
import { findEntry } from "./child/entry";
import { JOURNAL, type Job } from "./child/job";
import { Journal } from "./child/journal";
import { loadProgram } from "./child/load";
import { Outcome, watchForEnd } from "./child/outcome";
import { scrubOutput } from "./child/output";
import { SourceMaps } from "./child/sourcemaps";
import { limitTime } from "./child/time";
import { Unfinished } from "./child/unfinished";
import { Run } from "./run";
import { loadSdk } from "./sdk/load";
import { quicken } from "./sdk/quicken";
import { locateIn } from "./source";

/** Runs one program in one stack, in a process of its own, and tells what it does. */
function main(): void {
  const job: Job = JSON.parse(readFileSync(0, "utf8"));
  process.setSourceMapsEnabled(false);
  const maps = new SourceMaps();
  const journal = new Journal(JOURNAL, job.token);
  const run = new Run(job.settings, journal);
  const outcome = new Outcome(run, journal, maps.stack);
  const unfinished = new Unfinished();
  watchForEnd(outcome, unfinished.failure);
  scrubOutput(run.scrub);
  try {
    const { sdk, start } = prepare(job, run, maps);
    const entry = findEntry(job.program);
    if (entry.note) run.note("warning", entry.note);
    limitTime(job.timeout, outcome);
    journal.start();
    const outputs = start(() => loadProgram(entry, maps));
    unfinished.watch(sdk, outputs.catch(outcome.fail));
  } catch (error) {
    outcome.fail(error);
  }
}

function prepare({ settings, program }: Job, run: Run, maps: SourceMaps) {
  process.chdir(program.directory);
  process.argv.splice(1, process.argv.length, program.main);
  if (program.tsconfig) process.env.TSX_TSCONFIG_PATH = program.tsconfig;
  tellOtherCopies(settings);
  const sdk = loadSdk(createRequire(join(program.directory, "program.js")));
  quicken(sdk);
  return { sdk, start: begin(sdk, run, locateIn(settings.rootDirectory, maps.position.bind(maps))) };
}

/** Further copies of the SDK find the settings where Pulumi puts them. */
function tellOtherCopies({ project, stack, organization, rootDirectory, configuration }: Job["settings"]): void {
  Object.assign(process.env, {
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_ORGANIZATION: organization,
    PULUMI_NODEJS_ROOT_DIRECTORY: rootDirectory,
    PULUMI_NODEJS_DRY_RUN: "true",
    PULUMI_CONFIG: JSON.stringify(configuration.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configuration.secret),
  });
}

main();
