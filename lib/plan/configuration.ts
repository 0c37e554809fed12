import type { FixtureValue } from "./fixtures";
import type { Configuration } from "./run";

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

/** A configuration value as Pulumi hands it to a program: what is no text becomes JSON. */
export function configText(value: FixtureValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
