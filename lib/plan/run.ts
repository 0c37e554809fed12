import type { Configuration } from "./configuration";
import type { Fixtures } from "./fixtures";
import type { Failure, PlanValue, PlanValues, Severity } from "./model";
import { Placeholders } from "./placeholders";
import type { Recorder } from "./recording";
import { knownSecrets, Secrets } from "./secrets";
import { planValue, planValues, type Reader } from "./values";
import { UNKNOWN, type Wire, type WireObject } from "./wire";

export interface RunSettings {
  project: string;
  stack: string;
  organization: string;
  /** Where `Pulumi.yaml` lies. */
  rootDirectory: string;
  configuration: Configuration;
  fixtures: Fixtures;
}

/** One run of a program in one stack: what it is told, and what there is to keep from being shown. */
export class Run {
  /** The secrets that the program made. */
  private readonly secrets = new Secrets();
  readonly placeholders = new Placeholders();
  /** The secrets that were given, which may not stand in the plan either, even where the program unwraps them. */
  private readonly given: Secrets;
  private readonly noted = new Set<string>();
  private readonly reader: Reader = {
    text: text => this.read(text),
    key: key => this.hide(key),
    secret: value => this.secrets.add(value),
  };

  constructor(
    readonly settings: RunSettings,
    readonly recorder: Recorder,
  ) {
    this.given = knownSecrets(settings.configuration, settings.fixtures);
    for (const subject of settings.configuration.placeholders) this.placeholders.issue("secret", subject);
  }

  /** A value off the wire as the plan shows it. */
  show(wire: Wire): PlanValue {
    return planValue(wire, this.reader);
  }

  showAll(wire: WireObject): PlanValues {
    return planValues(wire, this.reader);
  }

  /** A name or a URN as the plan shows it. */
  readonly hide = (name: string): string => this.given.number(name);

  /** Adds a diagnostic, once. */
  note(severity: Severity, message: string, urn?: string): void {
    const key = `${severity} ${urn} ${message}`;
    if (this.noted.has(key)) return;
    this.noted.add(key);
    const scrubbed = this.scrub(message);
    this.recorder.diagnostic({ severity, message: scrubbed, ...(urn && { urn: this.hide(urn) }) });
  }

  /** A failure as it may be shown. */
  explain(failure: Failure): Failure {
    const message = this.scrub(this.placeholders.explain(failure.message));
    return { ...failure, message, ...(failure.stack && { stack: this.scrub(failure.stack) }) };
  }

  /** A text without any secret that the run has met. */
  readonly scrub = (text: string): string => this.secrets.scrub(this.given.scrub(text));

  private read(text: string): PlanValue {
    if (text === UNKNOWN) return { $unknown: true };
    const placeholder = this.placeholders.in(text);
    if (placeholder === "secret") return { $secret: true, $unknown: true };
    if (this.given.isIn(text)) return { $secret: true };
    return placeholder === "unknown" ? { $unknown: true } : text;
  }
}
