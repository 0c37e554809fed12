import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { onNetwork } from "../../common/docker/alias";
import { HARDENED, limits, type Mounted, mounts } from "../../common/docker/container";
import { mebibytes } from "../../common/size";
import type { Foundation } from "../../foundation/docker";
import type { DatabaseSpec } from "../index";
import { ADMIN, ARCHIVE, DATA, EXPORTER, FIRST, PASSWORDS, PORT, SETTINGS, VOLUME } from "./paths";
import { serverArguments, serverSettings } from "./settings";

type Logging = Pick<docker.ContainerArgs, "logDriver" | "logOpts">;

export interface ServerParts {
  foundation: Foundation;
  alias: string;
  spec: Required<DatabaseSpec>;
  image: pulumi.Output<string>;
  logging: Logging;
  volumes: Record<"data" | "archive" | "settings" | "first" | "passwords", pulumi.Input<string>>;
}

/** Long enough to replay the log after a crash. */
const HEALTHY_WITHIN_SECONDS = 300;

/** How long a stop may take: the server writes out its cache. */
const STOP_SECONDS = 60;

/** The container of the server. */
export function serverArgs({ foundation, alias, spec, image, logging, volumes }: ServerParts): docker.ContainerArgs {
  const memory = Math.ceil(mebibytes(spec.memory));
  return {
    ...HARDENED,
    ...logging,
    // The entrypoint begins as root, gives the folders to the server's user, and goes on as that.
    capabilities: { adds: ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_SETGID", "CAP_SETUID"], drops: ["ALL"] },
    tmpfs: { ...HARDENED.tmpfs, "/var/run/postgresql": "rw,noexec,nosuid,size=1m" },
    image,
    entrypoints: ["sh", `${SETTINGS}/start.sh`],
    command: ["postgres", ...serverArguments(serverSettings(spec))],
    envs: [
      `PGDATA=${DATA}`,
      `POSTGRES_USER=${ADMIN}`,
      `POSTGRES_PASSWORD_FILE=${PASSWORDS}/admin`,
      "POSTGRES_INITDB_ARGS=--data-checksums",
    ],
    ...limits(memory, spec.cpu),
    // Queries that run in parallel share their results here.
    shmSize: Math.max(64, Math.floor(memory / 4)),
    mounts: mounts(mountedBy(volumes)),
    networksAdvanced: onNetwork(foundation, alias),
    labels: foundation.labels("database", alias),
    // Not over the socket, on which alone the server answers while its data is being made.
    healthcheck: {
      tests: ["CMD", "pg_isready", "--quiet", "--host=127.0.0.1", `--port=${PORT}`, `--username=${ADMIN}`],
      interval: "5s",
      timeout: "5s",
      retries: 6,
      startPeriod: "30s",
    },
    wait: true,
    waitTimeout: HEALTHY_WITHIN_SECONDS,
    // Waits for sessions to be cut off, not for them to end.
    stopSignal: "SIGINT",
    stopTimeout: STOP_SECONDS,
    destroyGraceSeconds: STOP_SECONDS,
  };
}

function mountedBy({ data, archive, settings, first, passwords }: ServerParts["volumes"]): Mounted[] {
  return [
    { from: data, at: VOLUME },
    { from: archive, at: ARCHIVE },
    { from: settings, at: SETTINGS, readOnly: true },
    { from: first, at: FIRST, readOnly: true },
    { from: passwords, at: PASSWORDS, readOnly: true },
  ];
}

/** The container of the exporter, which asks the server for its statistics. */
export function exporterArgs(
  { foundation, alias, spec, logging }: Omit<ServerParts, "image" | "volumes">,
  password: pulumi.Input<string>,
): docker.ContainerArgs {
  return {
    ...HARDENED,
    ...logging,
    image: foundation.image("postgresExporter"),
    envs: [
      `DATA_SOURCE_USER=${EXPORTER}`,
      "DATA_SOURCE_PASS_FILE=/run/secrets/password",
      `DATA_SOURCE_URI=${alias}:${PORT}/${spec.name}?sslmode=disable`,
    ],
    ...limits(128),
    mounts: mounts([{ from: password, at: "/run/secrets", readOnly: true }]),
    networksAdvanced: onNetwork(foundation, `${alias}-exporter`),
    labels: foundation.labels("exporter", alias),
  };
}
