import type { AlertPolicy, DatabaseLimits } from "./index";

/** Every figure of a policy. */
export type Thresholds = Required<Omit<AlertPolicy, "database" | "daily">> & {
  database: Required<DatabaseLimits>;
  daily: { hour: number };
};

/** The policy with its defaults, which are the same in every environment; their sources stand at `AlertPolicy`. */
export function thresholdsOf({
  errorRate = 1,
  minimumRequests = 100,
  responseTime = 1,
  clientErrorRate = 5,
  cpu = 80,
  memory = 80,
  database = {},
  daily: { hour = 7 } = {},
}: AlertPolicy): Thresholds {
  return {
    errorRate,
    minimumRequests,
    responseTime,
    clientErrorRate,
    cpu,
    memory,
    database: databaseLimitsOf(database),
    daily: { hour },
  };
}

function databaseLimitsOf({
  freeStorage = 10,
  freeStorageSize = "2GiB",
  connections = 80,
  queueDepth = 64,
  swap = "256MiB",
  credits = 20,
  replicaLag = "5 minutes",
}: DatabaseLimits): Required<DatabaseLimits> {
  return { freeStorage, freeStorageSize, connections, queueDepth, swap, credits, replicaLag };
}
