import type { RequestFigures } from "../operations";
import { columns } from "./output";
import { report } from "./report";

const HEADINGS = ["service", "requests", "4xx", "5xx", "p50", "p95", "p99"];

export const addRequests = report({
  verb: "requests",
  description: "show how many requests each service had, and how it answered",
  since: "1h",
  find: (operations, since) => operations.requests(since),
  lines: found => columns([HEADINGS, ...found.map(cells)]),
});

function cells({ service, requests, clientErrors, serverErrors, p50, p95, p99 }: RequestFigures): string[] {
  return [service, ...[requests, clientErrors, serverErrors].map(String), ...[p50, p95, p99].map(milliseconds)];
}

function milliseconds(seconds: number | undefined): string {
  return seconds === undefined ? "-" : `${Math.round(seconds * 1_000)} ms`;
}
