import type * as docker from "@pulumi/docker";
import type { PrometheusArgs } from "../../alerts/docker/prometheus";
import type { Transform, Transforms } from "../../common/component";
import type { FilesChildren } from "../../common/docker/files";
import type { DockerWatch } from "../../target/docker/watch";
import type { DashboardArgs } from "../index";

/** The kinds of child that a dashboard has itself; its parts have their own. */
export interface DashboardChildren {
  grafana: docker.ContainerArgs;
  data: docker.VolumeArgs;
}

export interface DockerDashboardArgs extends DashboardArgs {
  watch: DockerWatch;
  /** The port on which it answers, on the host alone: from elsewhere, `ssh -L 3000:localhost:3000 …` leads there. @default 3000 */
  port?: number;
  /**
   * The address under which a proxy of one's own serves it to others, best HTTPS: "https://dashboard.example.com". Cookies
   * are then for HTTPS alone.
   *
   * @default - only the host itself opens it
   */
  address?: string;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    grafana?: Transform<docker.ContainerArgs>;
    data?: Transform<docker.VolumeArgs>;
    files?: Transforms<FilesChildren>;
    password?: Transforms<FilesChildren>;
    prometheus?: PrometheusArgs["transform"];
  };
}
