/** Points of a metric, a minute each, the newest last; `null` where nothing was reported. */
export type Series = (number | null)[];

type Value = number | Series;

/** What AWS's guide leaves open: whether FILL gives points to a metric that has none at all in the time looked at. */
export interface Reading {
  fillsEmpty: boolean;
}

/**
 * The part of CloudWatch's metric math that our alarms use, as "Using metric math" in AWS's user guide has it: missing
 * points count as 0 in arithmetic and comparisons when the other side has a point; a point that would divide by zero is
 * dropped; IF drops a point whose condition has none.
 */
export function evaluate(expression: string, series: Record<string, Series>, reading: Reading): Series {
  const parser = new Parser(expression, series, reading);
  const value = parser.whole();
  if (typeof value === "number") throw new Error(`${expression} gives one number, not a series`);
  return value;
}

type Binary = (left: number, right: number) => number | null;

const OPERATORS: Record<string, Binary>[] = [
  { OR: (a, b) => Number(a !== 0 || b !== 0) },
  { AND: (a, b) => Number(a !== 0 && b !== 0) },
  {
    ">=": (a, b) => Number(a >= b),
    "<=": (a, b) => Number(a <= b),
    "==": (a, b) => Number(a === b),
    ">": (a, b) => Number(a > b),
    "<": (a, b) => Number(a < b),
  },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => (b === 0 ? null : a / b) },
];

class Parser {
  private readonly tokens: string[];

  constructor(
    text: string,
    private readonly series: Record<string, Series>,
    private readonly reading: Reading,
  ) {
    this.tokens = text.match(/\d+(?:\.\d+)?|\w+|>=|<=|==|[^\s\w]/g) ?? [];
  }

  whole(): Value {
    const value = this.binary(0);
    if (this.tokens.length > 0) throw new Error(`cannot read ${this.tokens.join(" ")}`);
    return value;
  }

  private binary(level: number): Value {
    const operators = OPERATORS[level];
    if (!operators) return this.primary();
    let left = this.binary(level + 1);
    for (let operator = operators[this.tokens[0] ?? ""]; operator; operator = operators[this.tokens[0] ?? ""]) {
      this.tokens.shift();
      left = pointwise(operator, left, this.binary(level + 1));
    }
    return left;
  }

  private primary(): Value {
    const token = this.tokens.shift() ?? "";
    if (token === "(") return this.closed(this.binary(0), ")");
    if (/^\d/.test(token)) return Number(token);
    if (this.tokens[0] === "(") return this.call(token);
    const known = this.series[token];
    if (!known) throw new Error(`no metric ${token}`);
    return known;
  }

  private call(name: string): Value {
    this.expect("(");
    const reduced = REDUCTIONS[name];
    if (reduced) return this.closed(reduce(this.list(), reduced), ")");
    const args = [this.binary(0)];
    while (this.tokens[0] === ",") {
      this.expect(",");
      args.push(this.binary(0));
    }
    this.expect(")");
    const [first = 0, second = 0, third] = args;
    if (name === "FILL") return fill(first, second, this.reading);
    if (name === "IF") return choose(first, second, third);
    throw new Error(`no function ${name}`);
  }

  private list(): Value[] {
    this.expect("[");
    const values = [this.binary(0)];
    while (this.tokens[0] === ",") {
      this.expect(",");
      values.push(this.binary(0));
    }
    return this.closed(values, "]");
  }

  private closed<T>(value: T, token: string): T {
    this.expect(token);
    return value;
  }

  private expect(token: string): void {
    const found = this.tokens.shift();
    if (found !== token) throw new Error(`expected ${token}, found ${found}`);
  }
}

const at = (value: Value, index: number) => (typeof value === "number" ? value : (value[index] ?? null));
const indices = (...values: Value[]) => [
  ...Array(Math.max(...values.map(value => (typeof value === "number" ? 0 : value.length)))).keys(),
];

function pointwise(operator: Binary, left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return operator(left, right) ?? Number.NaN;
  return indices(left, right).map(index => {
    const [a, b] = [at(left, index), at(right, index)];
    const none = (typeof left === "number" || a === null) && (typeof right === "number" || b === null);
    return none ? null : operator(a ?? 0, b ?? 0);
  });
}

const REDUCTIONS: Record<string, (points: number[]) => number> = {
  SUM: points => points.reduce((a, b) => a + b),
  MAX: points => Math.max(...points),
};

function reduce(values: Value[], reduction: (points: number[]) => number): Series {
  return indices(...values).map(index => {
    const points = values.map(value => at(value, index)).filter(point => point !== null);
    return points.length === 0 ? null : reduction(points);
  });
}

function fill(value: Value, filler: Value, { fillsEmpty }: Reading): Value {
  if (typeof value === "number" || (!fillsEmpty && value.every(point => point === null))) return value;
  return value.map((point, index) => point ?? at(filler, index));
}

function choose(condition: Value, yes: Value, no: Value = []): Series {
  return indices(condition, yes, no).map(index => {
    const holds = at(condition, index);
    if (holds === null) return null;
    return holds !== 0 ? (at(yes, index) ?? 0) : at(no, index);
  });
}
