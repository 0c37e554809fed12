import { z } from "zod";
import { LEVELS, type LogRecord } from "../../../../lib/steward/log-record";
import type { LogsSpec } from "../../../../lib/steward/logs";
import type { Verb } from "../verb";
import type { Heads } from "./files";
import { follow } from "./follow";
import { query } from "./query";

const moment = z.iso.datetime({ offset: true });

const spec: z.ZodType<LogsSpec> = z.strictObject({
  from: z.string().min(1),
  since: moment.optional(),
  until: moment.optional(),
  level: z.enum(LEVELS).optional(),
  source: z.string().min(1).optional(),
  text: z.string().min(1).optional(),
  limit: z.number().int().min(1).max(100_000).optional(),
  follow: z.boolean().optional(),
  format: z.enum(["json", "text"]).optional(),
});

/** Prints the lines that are asked for, and where it is told to, goes on as they come. */
export const logs: Verb<LogsSpec> = {
  spec,
  async run(told, stop) {
    const heads: Heads = new Map();
    const print = (record: LogRecord) => write(told.format === "text" ? asText(record) : JSON.stringify(record));
    // A reader that has seen enough, such as `head`, is no failure.
    process.stdout.on("error", () => process.exit(0));
    for (const record of await query(told, heads)) await print(record);
    if (told.follow) await follow(told, heads, record => void print(record), stop);
    return undefined;
  },
};

function asText({ at, source, level, message, fields, cut }: LogRecord): string {
  const more = fields === undefined ? [] : [JSON.stringify(fields)];
  return [at, source, level.toUpperCase().padEnd(5), message, ...more, ...(cut ? ["(cut)"] : [])].join(" ");
}

/** Comes out when there is room for more: the process ends after the last line, and would take what waits with it. */
function write(line: string): Promise<void> {
  return new Promise(resolve => process.stdout.write(`${line}\n`, () => resolve()));
}
