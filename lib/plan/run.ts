import type { Fixtures } from "./fixtures";
import type { Failure, PlanValue, PlanValues, Severity } from "./model";
import { Placeholders } from "./placeholders";
import type { Recorder } from "./recording";
import { Secrets } from "./secrets";
import { planValue, planValues } from "./values";
import { UNKNOWN, type Wire, type WireObject } from "./wire";

/** A stack's configuration. Keys are whole: `project:name`. */
export interface Configuration {
  values: Record<string, string>;
  /** Keys whose values are secret. */
  secret: readonly string[];
  /** Keys whose values nobody knows here, because they are encrypted. They are secret, too, and have no value. */
  encrypted: readonly string[];
  /** Keys among the secret ones of which only parts are: their values hold placeholders. */
  partlyEncrypted: readonly string[];
  /** What those placeholders stand for. */
  placeholders: readonly string[];
}

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
  /** Every secret text that the run has met; none of them may stand in a message. */
  readonly secrets = new Secrets();
  readonly placeholders = new Placeholders();
  /** The secrets of the configuration, which may not stand in the plan either, even where the program unwraps them. */
  private readonly configured = new Secrets();
  private readonly noted = new Set<string>();

  constructor(
    readonly settings: RunSettings,
    readonly recorder: Recorder,
  ) {
    const { values, secret, partlyEncrypted, placeholders } = settings.configuration;
    for (const key of secret) if (!partlyEncrypted.includes(key)) this.keepSecret(values[key]);
    for (const subject of placeholders) this.placeholders.issue("secret", subject);
  }

  /** A value off the wire as the plan shows it. */
  show(wire: Wire): PlanValue {
    return planValue(wire, this.text);
  }

  showAll(wire: WireObject): PlanValues {
    return planValues(wire, this.text);
  }

  /** Adds a diagnostic, once. */
  note(severity: Severity, message: string, urn?: string): void {
    const key = `${severity} ${urn} ${message}`;
    if (this.noted.has(key)) return;
    this.noted.add(key);
    const scrubbed = this.secrets.scrub(message);
    this.recorder.diagnostic(urn ? { severity, message: scrubbed, urn } : { severity, message: scrubbed });
  }

  /** A failure as it may be shown. */
  explain(failure: Failure): Failure {
    const message = this.secrets.scrub(this.placeholders.explain(failure.message));
    return { ...failure, message, ...(failure.stack && { stack: this.secrets.scrub(failure.stack) }) };
  }

  private keepSecret(value: string | undefined): void {
    for (const part of [value, parsed(value)]) {
      this.secrets.add(part);
      this.configured.add(part);
    }
  }

  private readonly text = (text: string): PlanValue => {
    if (text === UNKNOWN) return { $unknown: true };
    const placeholder = this.placeholders.in(text);
    if (placeholder === "secret") return { $secret: true, $unknown: true };
    if (this.configured.isIn(text)) return { $secret: true };
    return placeholder === "unknown" ? { $unknown: true } : text;
  };
}

/** Structured configuration is JSON: its parts are secret one by one. */
function parsed(value: string | undefined): Wire {
  if (!value || !/^[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
