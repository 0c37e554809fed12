import { ERROR_LINE } from "./errors";

/** The names that loggers give to the same thing. */
const STATUS = "coalesce(status, statusCode, res.statusCode)";
const MILLISECONDS = "coalesce(duration, durationMs, responseTime)";
const PATH = "coalesce(path, url, req.url)";
const CLIENT = "coalesce(client, remoteAddress, ip, req.remoteAddress)";

function query(...commands: string[]): string {
  return commands.join("\n| ");
}

/** What is asked of logs first in an incident, by the name under which CloudWatch Logs Insights saves it. */
export const QUERIES: Readonly<Record<string, string>> = {
  errors: query(
    "fields @timestamp, @log, @message",
    `filter @message like /${ERROR_LINE}/`,
    "sort @timestamp desc",
    "limit 200",
  ),
  "error-patterns": query(`filter @message like /${ERROR_LINE}/`, "pattern @message"),
  "slow-requests": query(
    `fields @timestamp, @log, ${MILLISECONDS} as milliseconds, ${PATH} as request, ${STATUS} as answer`,
    "filter milliseconds > 1000",
    "sort milliseconds desc",
    "limit 100",
  ),
  "by-status": query(
    `fields ${STATUS} as answer`,
    "filter ispresent(answer)",
    "stats count(*) as requests by answer, bin(5m)",
  ),
  "top-clients": query(
    `fields ${CLIENT} as caller`,
    "filter ispresent(caller)",
    "stats count(*) as requests by caller",
    "sort requests desc",
    "limit 25",
  ),
  "top-talkers": query("stats count(*) as lines, sum(strlen(@message)) as bytes by @log", "sort bytes desc"),
};
