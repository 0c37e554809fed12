import type { FixtureValue } from "./fixtures";

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

/** Configuration as people write it: keys of the project's own without its name, values of any form. */
export type ConfigValues = Record<string, FixtureValue>;

/** Puts plain and secret values together. */
export function configurationOf(project: string, plain: ConfigValues = {}, secret: ConfigValues = {}): Configuration {
  const secrets = wholeKeys(project, secret);
  const values = { ...wholeKeys(project, plain), ...secrets };
  return { values, secret: Object.keys(secrets), encrypted: [], partlyEncrypted: [], placeholders: [] };
}

/** Keys with their namespace, values as texts. */
export function wholeKeys(project: string, values: ConfigValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [wholeKey(project, key), configText(value)]));
}

/** A key with its namespace; the form `project:config:name` of old is understood. */
export function wholeKey(project: string, key: string): string {
  const clean = key.replace(/^([^:]+):config:/, "$1:");
  return clean.includes(":") ? clean : `${project}:${clean}`;
}

/** Whether a key is one as Pulumi has them: a name, or a namespace and a name. */
export function isKey(key: string): boolean {
  return /^[^:]+(?::config)?:[^:]+$|^[^:]+$/.test(key);
}

/** A configuration value as Pulumi hands it to a program: what is no text becomes JSON. */
export function configText(value: FixtureValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
