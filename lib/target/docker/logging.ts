import type * as docker from "@pulumi/docker";
import { HARDENED } from "../../common/docker/container";
import type { LogAggregation } from "../../logs/docker";
import type { Delivery } from "../../logs/docker/args";

/** Where a container's output goes, and what asks it for structured logs. */
export interface Logging extends Pick<docker.ContainerArgs, "logDriver" | "logOpts"> {
  environment: Readonly<Record<string, string>>;
}

/** The logging of a source: into the given logs, else Docker's own, which is rotated. */
export function loggingOf(source: string, logs: LogAggregation | undefined, delivery?: Delivery): Logging {
  const { logDriver, logOpts } = logs?.container(source, delivery) ?? HARDENED;
  return { logDriver, logOpts, environment: logs?.environment ?? {} };
}
