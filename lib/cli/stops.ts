import { columns } from "./output";
import { report } from "./report";

export const addStops = report({
  verb: "stops",
  description: "show what stopped or never started, and why",
  since: "1d",
  find: (operations, since) => operations.stopReasons(since),
  lines: found => {
    const rows = found.map(({ at, subject, instance, reason, restarts }) => {
      return [at, subject, instance, restarts > 0 ? `${reason} (restarted ${restarts} times)` : reason];
    });
    return rows.length > 0 ? columns(rows) : ["nothing stopped"];
  },
});
