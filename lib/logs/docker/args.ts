import type * as docker from "@pulumi/docker";
import type { PrometheusArgs } from "../../alerts/docker/prometheus";
import type { Transforms } from "../../common/component";
import type { Bucket } from "../../common/docker/bucket";
import type { FilesChildren } from "../../common/docker/files";
import type { LogAggregationArgs as ContractArgs } from "../index";

/** How a container's lines come to the collector. */
export const DELIVERIES = ["acknowledged", "at-once"] as const;

/**
 * `acknowledged`: Docker keeps a line until the collector has it in its file, so that none is lost with a collector that is
 * killed. It sends a container's next line only then, and drops what waits when the container ends: of a burst of 30 lines
 * right before the end, a busy host lost a few, and of one of thousands nearly all.
 * `at-once`: Docker passes lines on and forgets them, so that a container's last words arrive; a collector that was killed
 * lost 10 to 20 of each container's lines, at 1,000 a second.
 */
export type Delivery = (typeof DELIVERIES)[number];

/** Every kind of child that the aggregation itself makes; its parts have their own. */
export interface LogAggregationChildren {
  volume: docker.VolumeArgs;
  collector: docker.ContainerArgs;
}

/** Every kind of child that the archive has. */
export interface ArchiveChildren {
  volume: docker.VolumeArgs;
  job: docker.ContainerArgs;
}

export interface DockerLogAggregationArgs extends ContractArgs {
  /**
   * What else is hidden, as texts of JavaScript's regular expressions without slashes: at most 20 of at most 200 characters.
   * Lookaround and backreferences are refused, since they would let a line hold up all others.
   *
   * @default - none
   */
  redactPatterns?: string[];
  /**
   * The text of a JavaScript regular expression that marks an error line: it is looked for in the message, and in the whole
   * record as JSON, after what is hidden was hidden. The same limits hold, but for 1024 characters.
   */
  errorPattern?: string;
  /** How lines of services, workers and parts come; those of jobs always come at once. @default "acknowledged" */
  delivery?: Delivery;
  /** The port on the host's loopback address at which the collector takes lines from Docker. @default 24224 */
  port?: number;
  /** Where archived files are kept. @default - a volume of the host */
  archiveTo?: Bucket;
  /** Reshapes children, by part and kind. @default - none */
  transform?: Transforms<LogAggregationChildren> & {
    archive?: Transforms<ArchiveChildren> & { keys?: Transforms<FilesChildren> };
    prometheus?: PrometheusArgs["transform"];
  };
}
