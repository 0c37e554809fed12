const CHILD = require.resolve("../child");

/** What to give to Node for it to be the child process. When daytwo itself runs from its sources, so does the child. */
export function childCommand(): string[] {
  return CHILD.endsWith(".ts") ? ["--require", require.resolve("tsx/cjs"), CHILD] : [CHILD];
}
