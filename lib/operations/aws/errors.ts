import type { FilteredLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import { PlainError } from "../../common/errors";
import type { LogLine } from "../index";
import { lineOf } from "./line";
import type { System } from "./system";

/** Most lines of one source: the newest. */
const LINES_LIMIT = 10_000;

/** How long one source's log is searched: CloudWatch Logs gives pages as far as it came, empty ones too. */
const SEARCH_MINUTES = 5;

/**
 * The lines that tell errors since a moment, by the pattern that the alarm counts by. CloudWatch Logs masks what the group's
 * data protection names, unless it is asked not to, and it is not.
 */
export async function errorLines(system: System, since: Date): Promise<LogLine[]> {
  const { services, jobs } = system.details;
  const sources = Object.entries({ ...services, ...jobs });
  const found: LogLine[] = [];
  for (const [source, { logGroup }] of sources) {
    const events = await search(system, logGroup, since);
    found.push(...events.map(({ timestamp = 0, message = "" }) => lineOf(source, new Date(timestamp), message)));
  }
  return found.sort((one, other) => one.at.localeCompare(other.at));
}

async function search(system: System, logGroupName: string, since: Date): Promise<FilteredLogEvent[]> {
  const deadline = Date.now() + SEARCH_MINUTES * 60_000;
  const asked = {
    logGroupName,
    filterPattern: system.details.errorPattern,
    startTime: since.getTime(),
    // The newest first, so that what is left out is the oldest.
    startFromHead: false,
    limit: LINES_LIMIT,
  };
  const found: FilteredLogEvent[] = [];
  for await (const { events = [] } of system.clients.logs().paginateFilterLogEvents(asked)) {
    found.push(...events);
    if (found.length >= LINES_LIMIT) return found.slice(0, LINES_LIMIT);
    system.goOn("not all was read");
    if (Date.now() > deadline) throw tooMuch(logGroupName);
  }
  return found;
}

function tooMuch(logGroup: string): PlainError {
  const instead = 'ask for less with --since, or use the saved query "errors" of CloudWatch Logs Insights';
  return new PlainError(`${logGroup}: holds more than can be searched in ${SEARCH_MINUTES} minutes; ${instead}`);
}
