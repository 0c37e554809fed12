import type { Delivery } from "./args";

/** What a container needs to log to the collector, in the form of the Docker provider. */
export interface ContainerLogging {
  logDriver: "fluentd";
  logOpts: Record<string, string>;
  /** Variables that ask the container for structured logs, as "NAME=value". */
  envs: string[];
}

/**
 * Docker's `fluentd` driver, as Docker 20.10 and all later ones have it (moby, daemon/logger/fluentd/fluentd.go).
 *
 * - A container starts, and goes on, while there is no collector: lines wait in memory, 65,536 of them, each of at most
 *   16 KiB; what does not fit is lost. Docker's own limit, of a million, can take a gigabyte for each container.
 * - It tries for ever, first after a quarter of a second, at last once a minute.
 * - Docker keeps no copy for `docker logs`: it would be on the disk with nothing hidden in it.
 */
const OPTIONS = {
  "fluentd-async": "true",
  "fluentd-buffer-limit": "65536",
  "fluentd-retry-wait": "250ms",
  "fluentd-sub-second-precision": "true",
  "cache-disabled": "true",
} as const;

/** What a container of a source needs to log to the collector at this port of the host. */
export function containerLogging(
  source: string,
  port: number,
  delivery: Delivery,
  environment: Record<string, string>,
): ContainerLogging {
  const logOpts = {
    ...OPTIONS,
    "fluentd-address": `127.0.0.1:${port}`,
    "fluentd-request-ack": String(delivery === "acknowledged"),
    tag: source,
  };
  return {
    logDriver: "fluentd",
    logOpts,
    envs: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
  };
}
