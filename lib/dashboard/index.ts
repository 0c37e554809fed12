import type * as pulumi from "@pulumi/pulumi";
import type { AlertThresholds } from "../alerts";
import type { ComponentArgs } from "../common/args";
import type { Watch } from "../target";

export interface DashboardArgs extends ComponentArgs {
  /** What to show: `target.watch`, or the same by hand. */
  watch: Watch;
  /** The alerts whose figures and limits are drawn. @default - none */
  alerts?: AlertThresholds;
  /**
   * Other components of the same row, such as health checks, logs, backups, the database, the cache and the files, whose
   * figures are shown too, on platforms where the alerts have not got them already. @default - none
   */
  parts?: readonly pulumi.Resource[];
}

/** Contract of the column: all figures on one page. */
export interface Dashboard extends pulumi.Resource {
  /** Where it is opened. */
  readonly url: pulumi.Output<string>;
}
