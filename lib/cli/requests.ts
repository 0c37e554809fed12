import type { Command } from "commander";
import type { RequestFigures } from "../operations";
import { since } from "./moments";
import { columns, print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

interface RequestsFlags extends SystemFlags {
  since: Date;
}

const HEADINGS = ["service", "requests", "4xx", "5xx", "p50", "p95", "p99"];

export function addRequests(program: Command, end: (code: number) => void): void {
  systemOptions(program.command("requests").description("show how many requests each service had, and how it answered"))
    .option("--since <time>", "how far back", since, since("1h"))
    .action(async (flags: RequestsFlags) => end(await requests(flags)));
}

async function requests(flags: RequestsFlags): Promise<number> {
  const found = await withSystem(flags, operations => operations.requests(flags.since));
  return print(flags, found, columns([HEADINGS, ...found.map(cells)]));
}

function cells({ service, requests, clientErrors, serverErrors, p50, p95, p99 }: RequestFigures): string[] {
  return [service, ...[requests, clientErrors, serverErrors].map(String), ...[p50, p95, p99].map(milliseconds)];
}

function milliseconds(seconds: number | undefined): string {
  return seconds === undefined ? "-" : `${Math.round(seconds * 1_000)} ms`;
}
