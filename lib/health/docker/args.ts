import type * as docker from "@pulumi/docker";
import type { PrometheusArgs } from "../../alerts/docker/prometheus";
import type { Transform, Transforms } from "../../common/component";
import type { FilesChildren } from "../../common/docker/files";
import type { DockerWatch } from "../../target/docker/watch";
import type { HealthCheckAlarmsArgs } from "../index";

/** The kind of child that health-check alarms have themselves; their parts have their own. */
export interface HealthChildren {
  blackbox: docker.ContainerArgs;
}

export interface DockerHealthCheckAlarmsArgs extends HealthCheckAlarmsArgs {
  watch: DockerWatch;
  /** One host checks from one place, so that regions are a mistake here. @default - none */
  regions?: never;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    blackbox?: Transform<docker.ContainerArgs>;
    files?: Transforms<FilesChildren>;
    prometheus?: PrometheusArgs["transform"];
  };
}
