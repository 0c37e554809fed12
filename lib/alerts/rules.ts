import * as check from "../common/checks";
import type { AlertPolicy, DatabaseLimits } from "./index";

export const percent = check.orFalse(check.number({ min: 0.01, max: 100, whole: false }));
export const count = check.orFalse(check.number({ min: 1, max: 100_000 }));

const database = check.object<DatabaseLimits>({
  freeStorage: percent,
  freeStorageSize: check.size("1MiB", "64TiB"),
  connections: percent,
  queueDepth: count,
  swap: check.orFalse(check.size("1MiB", "1TiB")),
  credits: count,
  replicaLag: check.orFalse(check.duration("1 second", "1 day")),
});

export const dailyChecks: check.Checks<NonNullable<AlertPolicy["daily"]>> = { hour: check.number({ min: 0, max: 23 }) };

export const alertPolicyChecks: check.Checks<AlertPolicy> = {
  errorRate: percent,
  minimumRequests: check.number({ min: 0, max: 1_000_000 }),
  responseTime: check.orFalse(check.number({ min: 0.001, max: 4_000, whole: false })),
  clientErrorRate: percent,
  cpu: percent,
  memory: percent,
  database,
  daily: check.object<NonNullable<AlertPolicy["daily"]>>(dailyChecks),
};
