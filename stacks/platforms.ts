import type { Platform } from "daytwo";

/** The rows, each loaded only when the configuration names it: a row loads its cloud's SDK. */
export const rows: Record<string, () => Promise<Platform>> = {
  aws: () => import("daytwo/aws"),
};
