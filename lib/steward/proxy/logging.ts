import type { CaddyConfig, Json } from "./caddy";

export const ACCESS_LOG = "daytwo";

/** What Caddy writes about a request must not hold what people send in a query string, a cookie or another header. */
const FIELDS = {
  "request>uri": { filter: "regexp", regexp: "\\?.*", value: "" },
  "request>headers": { filter: "delete" },
  resp_headers: { filter: "delete" },
} as const;

const OUTPUT = {
  writer: { output: "stdout" },
  encoder: { format: "filter", wrap: { format: "json" }, fields: FIELDS },
} as const satisfies Json;

/** Failures always, and each request where it is asked for, as lines of JSON on the standard output. */
export function logging(accessLog: boolean): CaddyConfig["logging"] {
  const access = `http.log.access.${ACCESS_LOG}`;
  const rest = { ...OUTPUT, level: "WARN", exclude: ["http.log.access"] };
  return { logs: { default: rest, ...(accessLog && { [ACCESS_LOG]: { ...OUTPUT, include: [access] } }) } };
}
