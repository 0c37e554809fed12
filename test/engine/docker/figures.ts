/** Prints what a test measured, in one line, where whoever reads the test's output sees it. */
export function figure(text: string): void {
  process.stderr.write(`figure: ${text}\n`);
}

/** Seconds since a moment, to a tenth. */
export function secondsSince(began: number): string {
  return `${((Date.now() - began) / 1_000).toFixed(1)} s`;
}
