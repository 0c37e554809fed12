import type * as docker from "@pulumi/docker";
import { aliasOf, onNetwork } from "../../common/docker/alias";
import { HARDENED, ON_DEMAND } from "../../common/docker/container";
import { environmentName } from "../../common/environment";
import type { Foundation } from "../../foundation/docker";
import type { SummarySpec } from "../../steward/summary";
import { thresholdsOf } from "../defaults";
import type { DockerAlertThresholdsArgs } from "./args";
import { dailyFigures } from "./figures";

/** The name of the job that writes the summary, by which it is also run by hand. */
export const SUMMARY = "daily-summary";

export function summarySchedule({ daily }: DockerAlertThresholdsArgs): string {
  return `0 ${thresholdsOf({ ...(daily && { daily }) }).daily.hour} * * *`;
}

/** Where the job asks and tells: "host:port" each. */
export interface SummaryAddresses {
  prometheus: string;
  alertmanager: string;
}

/** The job that writes the daily summary; the steward starts it by the clock. */
export function summaryContainer(
  name: string,
  args: DockerAlertThresholdsArgs,
  foundation: Foundation,
  { prometheus, alertmanager }: SummaryAddresses,
): docker.ContainerArgs {
  const { application = name, environment = "production" } = args;
  const spec: SummarySpec = {
    prometheus: `http://${prometheus}`,
    alertmanager: `http://${alertmanager}`,
    application,
    environment: environmentName(environment),
    figures: dailyFigures(args),
  };
  return {
    ...HARDENED,
    ...ON_DEMAND,
    image: foundation.image("steward"),
    command: ["summary", JSON.stringify(spec)],
    networksAdvanced: onNetwork(foundation, aliasOf(`${name}-summary`)),
    labels: foundation.jobLabels(SUMMARY, summarySchedule(args)),
  };
}
