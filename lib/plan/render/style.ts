/** How parts of a text are set off; each returns the text as it is where there is no colour. */
export interface Style {
  /** How many letters fit in a line. */
  readonly columns: number;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

/** Codes of ECMA-48, "Select graphic rendition": on and off. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
} as const;

export function makeStyle(color: boolean, columns = Number.POSITIVE_INFINITY): Style {
  const paint = (name: keyof typeof CODES) => (text: string) =>
    color && text !== "" ? `\u001b[${CODES[name][0]}m${text}\u001b[${CODES[name][1]}m` : text;
  return {
    columns,
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    yellow: paint("yellow"),
    green: paint("green"),
    cyan: paint("cyan"),
  };
}
