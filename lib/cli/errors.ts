import { columns } from "./output";
import { report } from "./report";

export const addErrors = report({
  verb: "errors",
  description: "show the log lines that tell errors, oldest first",
  since: "1h",
  find: (operations, since) => operations.errorLines(since),
  lines: found => {
    const rows = found.map(({ at, source, level, message }) => [at, source, level, message]);
    return rows.length > 0 ? columns(rows) : ["no errors"];
  },
});
