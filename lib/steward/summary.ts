/** A figure of a day, as a person reads it. */
export interface SummaryFigure {
  label: string;
  /** PromQL with one number for a result, asked at the end of the day: `[1d]` is that day. */
  query: string;
  /** How it is written. @default "count" */
  unit?: "count" | "percent" | "seconds";
}

/** What `steward summary` is told: to write of the day before, as UTC has it. */
export interface SummarySpec {
  /** "http://host:port" of Prometheus. */
  prometheus: string;
  /** "http://host:port" of Alertmanager. */
  alertmanager: string;
  application: string;
  environment: string;
  figures: SummaryFigure[];
}
