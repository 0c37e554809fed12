import * as pulumi from "@pulumi/pulumi";
import type { Mounted } from "../../common/docker/container";
import { Files } from "../../common/docker/files";
import type { FillFile } from "../../steward/fill";
import { isStored, type Secrets, type StoredSecret } from "../spec";
import type { Place } from "./place";

/** Where containers find their secrets: the place that Docker's own have. */
const FOLDER = "/run/secrets";
/** Where the volumes of stored secrets stand while they are copied. */
const STORES = "/from";

/** A container's secrets: files, and variables that say where each lies. */
export interface SecretFiles {
  mounted: Mounted[];
  environment: Record<string, string>;
}

const NONE: SecretFiles = { mounted: [], environment: {} };

/** Puts secrets into a volume of their own; neither they nor the volumes of others can be seen in the container's definition. */
export function secretFiles(name: string, secrets: Secrets, place: Place, parent: pulumi.Resource): SecretFiles {
  const entries = Object.entries(secrets).sort(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) return NONE;
  const stored = entries.flatMap(([key, secret]) =>
    isStored(secret) ? [{ from: volumeOf(secret), at: `${STORES}/${key}`, readOnly: true }] : [],
  );
  const files = pulumi
    .all(entries.map(([key, secret]) => fileOf(key, secret)))
    .apply(contents => Object.fromEntries(entries.map(([key], index) => [key, contents[index] ?? { content: "" }])));
  const { foundation, transform } = place;
  const { volume } = new Files(
    `${name}-secrets`,
    { foundation, files, from: stored, transform: transform?.secrets },
    { parent },
  );
  return {
    mounted: [{ from: volume, at: FOLDER, readOnly: true }],
    environment: Object.fromEntries(entries.map(([key]) => [`${key}_FILE`, `${FOLDER}/${key}`])),
  };
}

function fileOf(key: string, secret: Secrets[string]): pulumi.Output<FillFile> {
  if (isStored(secret))
    return pulumi.output(secret.stored).apply(stored => ({ from: `${STORES}/${key}/${pathOf(stored)}` }));
  return pulumi.output(secret).apply(content => ({ content }));
}

/** "<volume>/<path>": a volume's name has no slash. */
function volumeOf({ stored }: StoredSecret): pulumi.Output<string> {
  return pulumi.output(stored).apply(text => text.split("/", 1)[0] ?? text);
}

function pathOf(stored: string): string {
  return stored.slice(stored.indexOf("/") + 1);
}
