import { Failure } from "../failure";
import { RdsInstance } from "./rds";
import { callRds, untilThere, type Waiting, within } from "./rdsCall";
import type { RestoredDatabase } from "./restored";

/** The longest identifier of RDS's. */
const LONGEST = 63;

/** What is enough to be asked, in Aurora capacity units. */
const CAPACITY = {
  "ServerlessV2ScalingConfiguration.MinCapacity": "0.5",
  "ServerlessV2ScalingConfiguration.MaxCapacity": "4",
};

/** Of the security groups, of the roles and so on, which have a status each. */
const LISTS = /<((?!Status>)\w+s)>[\s\S]*?<\/\1>/g;

/**
 * A cluster of Aurora's. AWS Backup restores its data, and no server that could be asked (AWS Backup developer guide, "Restoring
 * an Amazon Aurora cluster"): it gets one of Serverless v2 for as long as it is asked. AWS Backup deletes the cluster afterwards,
 * which it cannot before the server is gone.
 */
export class AuroraCluster implements RestoredDatabase {
  private readonly server: RdsInstance;
  private made = false;

  constructor(
    private readonly region: string,
    private readonly identifier: string,
    private readonly waiting: Waiting,
    private readonly stop: AbortSignal,
  ) {
    const ending = "-check";
    const name = identifier.slice(0, LONGEST - ending.length).replace(/-+$/, "");
    this.server = new RdsInstance(region, `${name}${ending}`, waiting, stop);
  }

  async open(): Promise<void> {
    await this.host();
    await this.modify(CAPACITY);
    await this.host();
    await this.makeServer();
    await this.server.open();
  }

  host(): Promise<string> {
    return untilThere<string>(this.identifier, this.waiting, this.stop, async () => {
      const cluster = await this.described();
      const [status, host] = [within(cluster, "Status"), within(cluster, "Endpoint")];
      return status === "available" && host ? { there: host } : { instead: status };
    });
  }

  setPassword(password: string): Promise<void> {
    return this.modify({ MasterUserPassword: password });
  }

  /** Also when the job is being stopped: nothing else would do it. */
  async close(): Promise<void> {
    if (!this.made) return;
    const go = new AbortController().signal;
    await untilThere(this.server.identifier, this.waiting, go, async () =>
      (await this.isDeleted(go)) ? { there: true } : { instead: "there" },
    );
  }

  private async makeServer(): Promise<void> {
    const { region, identifier: DBClusterIdentifier, server, stop } = this;
    const Engine = within(await this.described(), "Engine") ?? "";
    const DBInstanceIdentifier = server.identifier;
    const where = { DBClusterIdentifier, DBInstanceIdentifier, Engine, PubliclyAccessible: "false" };
    this.made = true;
    await callRds(region, "CreateDBInstance", { ...where, DBInstanceClass: "db.serverless" }, stop);
  }

  /** Asks for it again and again: RDS refuses while it is being made, and while it is being deleted already. */
  private async isDeleted(stop: AbortSignal): Promise<boolean> {
    const { region, server } = this;
    try {
      await callRds(region, "DeleteDBInstance", { DBInstanceIdentifier: server.identifier }, stop);
      return false;
    } catch (error) {
      if (error instanceof Failure && error.message.includes("DBInstanceNotFound")) return true;
      if (error instanceof Failure && error.message.includes("InvalidDBInstanceState")) return false;
      throw error;
    }
  }

  private async modify(changes: Record<string, string>): Promise<void> {
    const { region, identifier: DBClusterIdentifier, stop } = this;
    await callRds(region, "ModifyDBCluster", { DBClusterIdentifier, ...changes, ApplyImmediately: "true" }, stop);
  }

  /** What is said of the cluster itself, and not of what belongs to it, whose lists have states of their own. */
  private async described(): Promise<string> {
    const { region, identifier: DBClusterIdentifier, stop } = this;
    const answer = await callRds(region, "DescribeDBClusters", { DBClusterIdentifier }, stop);
    return (within(answer, "DBCluster") ?? "").replace(LISTS, "");
  }
}
