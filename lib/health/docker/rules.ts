import { onOneNetwork, watchCheck } from "../../alerts/docker/watchRules";
import { componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import { isFoundation } from "../../foundation/docker";
import { isNotifications } from "../../notifications/docker";
import { dockerNotifyCheck, reachableAlone } from "../../notifications/docker/rules";
import { oneRecipient } from "../../notifications/rules";
import { healthPolicyChecks } from "../rules";
import type { DockerHealthCheckAlarmsArgs } from "./args";

const shape = check.object<DockerHealthCheckAlarmsArgs>(
  {
    ...componentChecks,
    ...healthPolicyChecks,
    foundation: isFoundation,
    notifications: isNotifications,
    notify: dockerNotifyCheck,
    watch: watchCheck,
    pages: check.flag,
    regions: (_, path, mistakes) =>
      mistakes.add(path, "are not offered on one host, which checks from itself; leave them out"),
    transform: check.transforms,
  },
  { required: ["watch"] },
);

export const healthCheck: check.Check = check.all(shape, oneRecipient, reachableAlone, onOneNetwork);
