import * as pulumi from "@pulumi/pulumi";
import { underEngine } from "../../common/engine";
import { InputError, type Mistake } from "../../common/errors";
import { formatSize } from "../../common/size";

/** A server's properties, as the provider knows them. */
type Properties = Record<string, unknown>;

/**
 * Has the engine look at what a server is to become beside what it is: in the preview, and before the update. RDS would refuse
 * it in the middle of an update. Only an engine knows what is; Pulumi's own mocks know no hooks.
 */
export function onlyGrows(name: string): pulumi.ResourceHookBinding {
  if (!underEngine()) return {};
  const look: pulumi.ResourceHookFunction = ({ oldInputs, oldOutputs, newInputs }) => {
    const mistakes = shrinking({ ...oldInputs, ...oldOutputs }, newInputs ?? {});
    if (mistakes.length > 0) throw new InputError(name, mistakes);
  };
  return { beforeUpdate: [new pulumi.ResourceHook(`${name}-only-grows`, look, { onDryRun: true })] };
}

/** What would become less, or older (Amazon RDS user guide, "Working with storage", "Upgrading a DB instance engine version"). */
export function shrinking(is: Properties, wanted: Properties): Mistake[] {
  return [...lessStorage(is, wanted), ...olderVersion(is, wanted)];
}

/** Where it grows by itself, the provider leaves it as it is. */
function lessStorage({ allocatedStorage: is }: Properties, wanted: Properties): Mistake[] {
  const { allocatedStorage, maxAllocatedStorage } = wanted;
  if (typeof is !== "number" || typeof allocatedStorage !== "number" || maxAllocatedStorage) return [];
  if (allocatedStorage >= is) return [];
  const message = `is ${gibibytes(allocatedStorage)}, less than the ${gibibytes(is)} that it has, and RDS makes it no less; write "${gibibytes(is)}" or more`;
  return [{ path: "storage", message }];
}

function olderVersion({ engineVersion, engineVersionActual }: Properties, wanted: Properties): Mistake[] {
  const is = text(engineVersionActual) ?? text(engineVersion);
  const next = text(wanted.engineVersion);
  if (is === undefined || next === undefined || !isOlder(next, is)) return [];
  const mend = text(engineVersion) ?? is;
  const message = `${next} is older than ${is}, which it runs, and RDS has no way back; write "${mend}" or newer`;
  return [{ path: "version", message }];
}

/** Whether a version comes before another, as far as both are told: "16.4" before "16.9" and "17", and "16" before none of 16. */
function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map(numbers);
  const at = one?.findIndex((part, index) => part !== (other?.[index] ?? part)) ?? -1;
  return at >= 0 && (one?.[at] ?? 0) < (other?.[at] ?? 0);
}

/** "8.0.mysql_aurora.3.08.0" → 8, 0 */
function numbers(version: string): number[] {
  const [found = ""] = /^\d+(?:\.\d+)*/.exec(version) ?? [];
  return found.split(".").map(Number);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function gibibytes(count: number): string {
  return formatSize(count * 1_024);
}
