import { AlertThresholds } from "../../alerts/docker";
import { onOneNetwork, watchCheck } from "../../alerts/docker/watchRules";
import { componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import { isFoundation } from "../../foundation/docker";
import type { DockerDashboardArgs } from "./args";

const isAlerts: check.Check = (value, path, mistakes) => {
  if (!(value instanceof AlertThresholds))
    mistakes.add(path, "has no figures to draw; write new docker.AlertThresholds(…), or leave it out");
};

const shape = check.object<DockerDashboardArgs>(
  {
    ...componentChecks,
    foundation: isFoundation,
    watch: watchCheck,
    alerts: isAlerts,
    parts: check.anything,
    port: check.number({ min: 1, max: 65_535 }),
    address: check.text(/^https?:\/\/[^/\s]+(?:\/\S*)?$/, 'write an address such as "https://dashboard.example.com"'),
    transform: check.transforms,
  },
  { required: ["watch"] },
);

export const dashboardCheck: check.Check = check.all(shape, onOneNetwork);
