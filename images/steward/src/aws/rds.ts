import { callRds, untilThere, type Waiting, within } from "./rdsCall";
import type { RestoredDatabase } from "./restored";

/** An instance of RDS. */
export class RdsInstance implements RestoredDatabase {
  constructor(
    private readonly region: string,
    readonly identifier: string,
    private readonly waiting: Waiting,
    private readonly stop: AbortSignal,
  ) {}

  async open(): Promise<void> {
    await this.host();
  }

  host(): Promise<string> {
    return untilThere<string>(this.identifier, this.waiting, this.stop, async () => {
      const answer = await this.call("DescribeDBInstances", {});
      const status = within(answer, "DBInstanceStatus");
      const host = within(answer, "Address");
      const changing = within(answer, "PendingModifiedValues")?.includes("<");
      return status === "available" && host && !changing ? { there: host } : { instead: status };
    });
  }

  async setPassword(password: string): Promise<void> {
    await this.call("ModifyDBInstance", { MasterUserPassword: password, ApplyImmediately: "true" });
  }

  async close(): Promise<void> {}

  private call(action: string, parameters: Record<string, string>): Promise<string> {
    const { region, identifier: DBInstanceIdentifier, stop } = this;
    return callRds(region, action, { DBInstanceIdentifier, ...parameters }, stop);
  }
}
