import { LEVELS } from "../../../../lib/steward/log-record";
import { KINDS } from "./redact/redactor";

type Labels = Readonly<Record<string, string>>;

/** Numbers under one name, in the text format that Prometheus reads. */
class Metric {
  private readonly values = new Map<string, number>();

  constructor(
    readonly name: string,
    private readonly type: "counter" | "gauge",
    private readonly help: string,
  ) {}

  add(labels: Labels, by = 1): void {
    const key = written(labels);
    this.values.set(key, (this.values.get(key) ?? 0) + by);
  }

  set(labels: Labels, value: number): void {
    this.values.set(written(labels), value);
  }

  text(): string {
    const head = `# HELP ${this.name} ${this.help}\n# TYPE ${this.name} ${this.type}\n`;
    return head + [...this.values].map(([labels, value]) => `${this.name}${labels} ${value}\n`).join("");
  }
}

/** Labels' values are sources, levels and kinds, none of which has a sign to escape. */
function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/** What the collector tells Prometheus. Counters begin at 0, since a first value has no rise. */
export class Metrics {
  readonly lines = new Metric("daytwo_log_lines_total", "counter", "Lines kept, by source and level.");
  readonly errorLines = new Metric("daytwo_log_error_lines_total", "counter", "Error lines kept, by source.");
  readonly redactions = new Metric("daytwo_log_redactions_total", "counter", "Things hidden, by what they were.");
  readonly bytes = new Metric("daytwo_log_bytes_total", "counter", "Bytes kept, by source.");
  readonly writeErrors = new Metric("daytwo_log_write_errors_total", "counter", "Attempts to write that failed.");
  readonly blocked = new Metric(
    "daytwo_log_write_blocked",
    "gauge",
    "1 while lines wait for a disk that refuses them.",
  );
  readonly diskFree = new Metric(
    "daytwo_log_disk_free_bytes",
    "gauge",
    "Free bytes of the disk that lines are kept on.",
  );
  readonly diskSize = new Metric("daytwo_log_disk_size_bytes", "gauge", "Size of the disk that lines are kept on.");

  constructor(sources: readonly string[]) {
    for (const kind of KINDS) this.redactions.add({ kind }, 0);
    for (const source of sources) {
      for (const level of LEVELS) this.lines.add({ source, level }, 0);
      this.errorLines.add({ source }, 0);
    }
    this.writeErrors.add({}, 0);
    this.blocked.set({}, 0);
  }

  text(): string {
    return Object.values(this)
      .map((metric: Metric) => metric.text())
      .join("");
  }
}
