import type * as docker from "@pulumi/docker";
import type { Transform } from "../../common/component";
import type { Duration } from "../../common/duration";
import type { DockerWatch } from "../../target/docker/watch";
import type { AlertThresholdsArgs } from "../index";
import type { PrometheusArgs } from "./prometheus";

/** The kinds of child that alert thresholds have themselves; their parts have their own. */
export interface AlertThresholdsChildren {
  nodeExporter: docker.ContainerArgs;
  summary: docker.ContainerArgs;
}

/** How long something must be so before somebody is told. */
export interface Waits {
  /** Worse service: 1 minute to an hour. The guide's figure. @default "5 minutes" */
  degradation?: Duration;
  /** Near a limit: 3 minutes to a day. The guide's figure. @default "15 minutes" */
  warning?: Duration;
}

export interface DockerAlertThresholdsArgs extends AlertThresholdsArgs {
  watch: DockerWatch;
  /** How full a disk of the host may be in percent, for 15 minutes; warning. Cloud Posse's figure. @default 80 */
  disk?: number | false;
  /** How long degradations and limits must last before they are told of. @default - 5 minutes, 15 minutes */
  after?: Waits;
  /** How long figures are kept, 1 to 400 days. @default - production "30 days", staging "14 days" */
  retention?: Duration;
  daily?: {
    hour?: number;
    /**
     * The figures of the business: PromQL by what the summary calls it, such as
     * `{ orders: "sum(increase(shop_orders_total[1d]))" }`. They are asked at the hour of the summary.
     *
     * @default - none
     */
    queries?: Record<string, string>;
  };
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    nodeExporter?: Transform<docker.ContainerArgs>;
    summary?: Transform<docker.ContainerArgs>;
    prometheus?: PrometheusArgs["transform"];
  };
}
