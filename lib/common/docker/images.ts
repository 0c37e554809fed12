import { STEWARD_IMAGE } from "../../steward/image";
import * as check from "../checks";
import { IMAGE_REFERENCE } from "../imageReference";

/**
 * The images that the row runs besides the user's own, by what they do. Each can be replaced, best by one with a digest;
 * the database's follows its engine and version. No tag floats: what runs changes with a version of this package, or with
 * the user's own `images`.
 */
export const IMAGES = {
  proxy: "docker.io/library/caddy:2.8.4",
  steward: STEWARD_IMAGE,
  registry: "docker.io/library/registry:2.8.3",
  postgres: "docker.io/library/postgres",
  cache: "docker.io/valkey/valkey:8.0.10",
  prometheus: "docker.io/prom/prometheus:v2.55.1",
  alertmanager: "docker.io/prom/alertmanager:v0.27.0",
  blackbox: "docker.io/prom/blackbox-exporter:v0.25.0",
  nodeExporter: "docker.io/prom/node-exporter:v1.8.2",
  postgresExporter: "quay.io/prometheuscommunity/postgres-exporter:v0.17.1",
  grafana: "docker.io/grafana/grafana:11.2.0",
} as const;

/**
 * The newest minor releases of the database at the time of this version. All on Debian 12: another C library sorts text in
 * another order, by which the indexes of a database that was made under this one would be wrong.
 */
const POSTGRES_TAGS: Readonly<Record<string, string>> = {
  14: "14.24-bookworm",
  15: "15.19-bookworm",
  16: "16.15-bookworm",
  17: "17.11-bookworm",
};

/** What an image is for. */
export type ImagePart = keyof typeof IMAGES;

/** Images in place of the row's own. */
export type Images = { [Part in ImagePart]?: string };

const reference = check.text(
  IMAGE_REFERENCE,
  'write an image reference, its name in lower case, such as "registry.example.com/caddy@sha256:…"',
);

export const imagesCheck = check.object<Images>({
  proxy: reference,
  steward: reference,
  registry: reference,
  postgres: reference,
  cache: reference,
  prometheus: reference,
  alertmanager: reference,
  blackbox: reference,
  nodeExporter: reference,
  postgresExporter: reference,
  grafana: reference,
});

export const imageMirrorCheck = check.text(
  /^[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:\/[a-z0-9._-]+)*$/,
  'write a host, and a port and path where it has them, such as "registry.example.com:5000/mirror"',
);

/**
 * The reference of a part's image: the user's own; else the row's, from the mirror where there is one. A mirror holds them
 * under the same path: `docker.io/library/caddy:2.8.4` is `mirror.example.com/library/caddy:2.8.4` there. `version` is the
 * database's.
 */
export function imageReference(part: ImagePart, images: Images, mirror?: string, version?: string): string {
  const own = images[part];
  if (own !== undefined) return own;
  const known = version === undefined ? IMAGES[part] : `${IMAGES[part]}:${POSTGRES_TAGS[version] ?? version}`;
  return mirror === undefined ? known : known.replace(/^[^/]+/, mirror);
}
