import { AlertThresholds } from "../../alerts/aws";
import { watchCheck } from "../../alerts/aws/watchRules";
import { componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import type { AwsDashboardArgs } from "./args";

const isAlerts: check.Check = (value, path, mistakes) => {
  if (!(value instanceof AlertThresholds))
    mistakes.add(path, "has no figures to draw; write new aws.AlertThresholds(…), or leave it out");
};

export const dashboardCheck: check.Check = check.object<AwsDashboardArgs>(
  {
    ...componentChecks,
    watch: watchCheck,
    alerts: isAlerts,
    parts: check.anything,
    logLines: check.flag,
    charges: check.flag,
    transform: check.transforms,
  },
  { required: ["watch"] },
);
