import type { ComponentArgs } from "../common/args";
import { preset } from "../common/environment";
import type { LogLevel, LogPolicy } from "./index";

/** A policy in which only the error pattern, whose syntax is the platform's, is still open. */
export type FullLogPolicy = Required<Omit<LogPolicy, "errorPattern">> & Pick<LogPolicy, "errorPattern">;

/**
 * The policy with its defaults: what GDPR and PCI DSS ask to see least of is hidden; SST keeps logs a month, Copilot 30
 * days.
 */
export function logPolicy(args: LogPolicy & Pick<ComponentArgs, "environment">): FullLogPolicy {
  const production = preset(args.environment ?? "production") === "production";
  return {
    retention: args.retention ?? (production ? "30 days" : "14 days"),
    archive: args.archive ?? (production ? "365 days" : false),
    redact: args.redact ?? ["email", "card-number", "access-key"],
    errorThreshold: args.errorThreshold ?? 10,
    level: args.level ?? (production ? "info" : "debug"),
    ...(args.errorPattern !== undefined && { errorPattern: args.errorPattern }),
  };
}

/**
 * Variables that logging libraries commonly read, or that an application's own set-up can: one JSON object a line, from
 * this level on, without the colour codes that would break up what is searched for.
 */
export function loggingEnvironment(level: LogLevel): Record<string, string> {
  return { LOG_FORMAT: "json", LOG_LEVEL: level, NO_COLOR: "1" };
}
