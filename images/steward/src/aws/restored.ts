import { Failure } from "../failure";
import { AuroraCluster } from "./aurora";
import { RdsInstance } from "./rds";
import type { Waiting } from "./rdsCall";

/** A database that AWS Backup has restored, and that nobody knows the password of. */
export interface RestoredDatabase {
  /** Waits until there is a server that can be asked. @throws Failure when that takes too long */
  open(): Promise<void>;
  setPassword(password: string): Promise<void>;
  /** Waits until nothing is being changed; gives the host. @throws Failure when that takes too long */
  host(): Promise<string>;
  /** Takes away again what `open` made. */
  close(): Promise<void>;
}

/** @throws Failure for an ARN of something else */
export function restoredDatabase(arn: string, waiting: Waiting, stop: AbortSignal): RestoredDatabase {
  const [, , service, region = "", , kind, identifier = ""] = arn.split(":");
  if (service === "rds" && kind === "db") return new RdsInstance(region, identifier, waiting, stop);
  if (service === "rds" && kind === "cluster") return new AuroraCluster(region, identifier, waiting, stop);
  throw new Failure(`${arn}: is no database of RDS`);
}
