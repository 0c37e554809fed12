import { type Configuration, type ConfigValues, configText, wholeKeys } from "../configuration";
import type { FixtureValue } from "../fixtures";
import type { Diagnostic } from "../model";
import { article, type Declaration, fits, typeName } from "./declarations";
import { ProjectMistakes } from "./mistakes";
import type { Project } from "./project";
import type { StackFile } from "./stack-file";

/** Configuration that comes from outside the project, and goes before what the project says. */
export interface GivenConfig {
  config?: ConfigValues;
  secrets?: ConfigValues;
}

export interface Resolved {
  configuration: Configuration;
  notes: Diagnostic[];
}

/**
 * A stack's configuration: what is given goes before the stack file, which goes before the project's defaults.
 *
 * @throws ProjectError for what is missing or of another type than the project declares.
 */
export function resolveConfiguration(
  project: Project,
  stack: string,
  file: StackFile | undefined,
  given: GivenConfig,
): Resolved {
  const plain = wholeKeys(project.name, given.config ?? {});
  const secret = wholeKeys(project.name, given.secrets ?? {});
  const known = { ...plain, ...secret };
  const unknown = (key: string) => known[key] === undefined;
  const fromFile = Object.entries(file?.values ?? {}).filter(([key]) => unknown(key));
  const encrypted = (file?.encrypted ?? []).filter(unknown);
  const partlyEncrypted = (file?.partlyEncrypted ?? []).filter(unknown);
  checkDeclared(project, stack, file, known);
  const values = { ...fallbacks(project, file), ...texts(fromFile), ...known };
  const wasSecret = [...(file?.encrypted ?? []), ...(file?.partlyEncrypted ?? [])];
  const configuration: Configuration = {
    values: Object.fromEntries(Object.entries(values).filter(([key]) => !encrypted.includes(key))),
    secret: [...new Set([...Object.keys(secret), ...wasSecret, ...declaredSecrets(project, values)])].sort(),
    encrypted,
    partlyEncrypted,
    placeholders: file?.placeholders ?? [],
  };
  return { configuration, notes: environmentNotes(file) };
}

function texts(entries: [string, FixtureValue][]): Record<string, string> {
  return Object.fromEntries(entries.map(([key, value]) => [key, configText(value)]));
}

function fallbacks(project: Project, file: StackFile | undefined): Record<string, string> {
  const entries = Object.entries(project.declarations).flatMap(([key, { fallback }]): [string, FixtureValue][] =>
    fallback === undefined || file?.encrypted.includes(key) ? [] : [[key, fallback]],
  );
  return texts(entries);
}

function declaredSecrets(project: Project, values: Record<string, string>): string[] {
  return Object.entries(project.declarations)
    .filter(([key, { secret }]) => secret && values[key] !== undefined)
    .map(([key]) => key);
}

function checkDeclared(
  project: Project,
  stack: string,
  file: StackFile | undefined,
  given: Record<string, string>,
): void {
  const mistakes = new ProjectMistakes();
  for (const [key, declared] of Object.entries(project.declarations)) {
    if (given[key] !== undefined) checkType(`--config ${key}`, declared, parsed(declared, given[key]), mistakes);
    else if (file?.encrypted.includes(key)) continue;
    else if (file?.values[key] !== undefined) checkFile(file, key, declared, file.values[key], mistakes);
    else if (declared.required && !file?.environments.length)
      mistakes.add(
        `config ${key}: is missing in stack ${stack}, and ${project.file} declares it; give it in Pulumi.${stack}.yaml or with --config ${key}=…`,
      );
  }
  mistakes.throwIfAny();
}

function checkFile(
  file: StackFile,
  key: string,
  declared: Declaration,
  value: FixtureValue,
  mistakes: ProjectMistakes,
): void {
  const where = `${file.name}: config ${key}`;
  if (declared.secret && !file.partlyEncrypted.includes(key))
    mistakes.add(`${where}: is declared secret, and must be encrypted; set it with pulumi config set --secret`);
  checkType(where, declared, value, mistakes);
}

/** The value itself stays out of the message: it may be secret. */
function checkType(where: string, { valueType }: Declaration, value: unknown, mistakes: ProjectMistakes): void {
  if (valueType && !fits(valueType, value))
    mistakes.add(`${where}: is of another type than declared; write ${article(typeName(valueType))}`);
}

/** A value given as a text, as it would stand in a stack file. */
function parsed({ valueType }: Declaration, text: string): unknown {
  if (valueType?.type !== "array" && valueType?.type !== "object") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function environmentNotes(file: StackFile | undefined): Diagnostic[] {
  if (!file?.environments.length) return [];
  return [
    {
      severity: "warning",
      message: `${file.name}: configuration from environment ${file.environments.join(", ")} can't be read here; give what the program needs with --config or in a fixtures file`,
    },
  ];
}
