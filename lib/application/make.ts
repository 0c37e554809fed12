import * as pulumi from "@pulumi/pulumi";
import type { AlertThresholds } from "../alerts";
import type { BackupSchedule } from "../backups";
import type { Cache } from "../cache";
import type { ComponentArgs } from "../common/args";
import { given, present } from "../common/records";
import type { Dashboard } from "../dashboard";
import type { Database } from "../database";
import type { HealthCheckAlarms } from "../health";
import type { LogAggregation } from "../logs";
import type { Notifications } from "../notifications";
import type { Registry } from "../registry";
import type { FileStore } from "../storage";
import type { DeploymentTarget, Watch } from "../target";
import type { Workload } from "../target/spec";
import type { ApplicationArgs } from "./args";
import { type Capability, isAskedFor, unavailable } from "./capabilities";
import { builtOf, commonArgs, isResource, sourcesOf, workloadOf } from "./parts";

/** What holds data. */
interface Data {
  database?: Database | undefined;
  cache?: Cache | undefined;
  storage?: FileStore | undefined;
}

interface Told {
  notifications?: Notifications | undefined;
  health?: HealthCheckAlarms | undefined;
  logs?: LogAggregation | undefined;
}

/** Makes the parts of an application, each with what it is told of the others. */
export class PartMaker {
  private common: ComponentArgs;
  private readonly workload: Workload;

  constructor(
    private readonly name: string,
    private readonly args: ApplicationArgs,
    private readonly parent: pulumi.Resource,
  ) {
    this.workload = workloadOf(args);
    this.common = this.withFoundation(commonArgs(name, args));
  }

  notifications(): Notifications | undefined {
    const { platform, notify, notifications } = this.args;
    if (!notify) {
      pulumi.log.warn('nobody is told of alarms; write notify: { critical: ["oncall@example.com"] }', this.parent);
      return undefined;
    }
    const Cell = this.wanted("notify", platform.Notifications);
    return Cell && new Cell(`${this.name}-notifications`, { ...this.common, ...notifications, notify }, this.child);
  }

  registry(): Registry | undefined {
    const { architecture } = this.args.target ?? {};
    const repositories = builtOf(this.workload);
    const Cell = this.wanted("registry", this.args.platform.Registry);
    if (!Cell || repositories.length === 0) return undefined;
    const args = { ...this.common, ...present({ architecture }), ...given(this.args.registry), repositories };
    return new Cell(`${this.name}-registry`, args, this.child);
  }

  logs(notifications: Notifications | undefined): LogAggregation | undefined {
    const { platform, logs } = this.args;
    const Cell = this.wanted("logs", platform.LogAggregation);
    const wired = { sources: sourcesOf(this.workload), pages: this.partsPage, ...present({ notifications }) };
    return Cell && new Cell(`${this.name}-logs`, { ...this.common, ...given(logs), ...wired }, this.child);
  }

  database(logs: LogAggregation | undefined): Database | undefined {
    const { platform, database } = this.args;
    const Cell = this.wanted("database", platform.Database);
    return Cell && new Cell(`${this.name}-database`, { ...this.common, ...database, ...present({ logs }) }, this.child);
  }

  cache(logs: LogAggregation | undefined): Cache | undefined {
    const { platform, cache } = this.args;
    const Cell = this.wanted("cache", platform.Cache);
    return Cell && new Cell(`${this.name}-cache`, { ...this.common, ...cache, ...present({ logs }) }, this.child);
  }

  storage(): FileStore | undefined {
    const { platform, storage } = this.args;
    const Cell = this.wanted("storage", platform.FileStore);
    return Cell && new Cell(`${this.name}-storage`, { ...this.common, ...storage }, this.child);
  }

  target(wired: Data & { registry?: Registry | undefined; logs?: LogAggregation | undefined }): DeploymentTarget {
    const { platform, target } = this.args;
    const args = { ...this.common, ...target, ...this.workload, ...present(wired) };
    const made = new platform.DeploymentTarget(this.name, args, this.child);
    // Where nothing else is, what comes after stands on the target: on AWS the steward's jobs run beside its containers.
    this.common = { foundation: made, ...this.common };
    return made;
  }

  health(watch: Watch, notifications: Notifications | undefined): HealthCheckAlarms | undefined {
    const { platform, health } = this.args;
    const Cell = this.wanted("health", platform.HealthCheckAlarms);
    const wired = { watch, pages: this.partsPage, ...present({ notifications }) };
    return Cell && new Cell(`${this.name}-health`, { ...this.common, ...given(health), ...wired }, this.child);
  }

  backups({ database, storage }: Data, notifications: Notifications | undefined): BackupSchedule | undefined {
    const { resources = [], ...policy } = given(this.args.backups);
    const Cell = this.wanted("backups", this.args.platform.BackupSchedule);
    const named = ["git", "configuration", "databases"].some(data => data in policy);
    const something = resources.length > 0 || named || database !== undefined || storage !== undefined;
    if (Cell && !something)
      pulumi.log.info("nothing is backed up; write backups: { resources: […] }, or backups: false", this.parent);
    if (!Cell || !something) return undefined;
    const wired = { ...(resources.length > 0 && { resources }), ...present({ database, storage, notifications }) };
    return new Cell(`${this.name}-backups`, { ...this.common, ...policy, ...wired }, this.child);
  }

  alerts(watch: Watch, told: Told, others: (pulumi.Resource | undefined)[]): AlertThresholds | undefined {
    const { platform, alerts } = this.args;
    const Cell = this.wanted("alerts", platform.AlertThresholds);
    const parts = others.filter(part => part !== undefined);
    const args = { ...this.common, ...given(alerts), watch, parts, ...present(told) };
    return Cell && new Cell(`${this.name}-alerts`, args, this.child);
  }

  dashboard(
    watch: Watch,
    alerts: AlertThresholds | undefined,
    others: (pulumi.Resource | undefined)[],
  ): Dashboard | undefined {
    const { platform, dashboard } = this.args;
    const Cell = this.wanted("dashboard", platform.Dashboard);
    const parts = others.filter(part => part !== undefined);
    const args = { ...this.common, ...given(dashboard), watch, parts, ...present({ alerts }) };
    return Cell && new Cell(`${this.name}-dashboard`, args, this.child);
  }

  private withFoundation(common: ComponentArgs): ComponentArgs {
    const { foundation } = this.args;
    if (isResource(foundation)) return { ...common, foundation };
    const Cell = this.wanted("foundation", this.args.platform.Foundation);
    if (!Cell) return common;
    const args = { ...common, ...foundation, takesOver: this.name };
    return { ...common, foundation: new Cell(`${this.name}-foundation`, args, this.child) };
  }

  private get child(): pulumi.ComponentResourceOptions {
    return { parent: this.parent };
  }

  /** Whether each part tells of its alarms by itself: with alerts, these do once for all. */
  private get partsPage(): boolean {
    return this.args.alerts === false || !this.args.platform.AlertThresholds;
  }

  /** The cell of a part that is on; a part that is on by default and that the platform lacks is told as a loss. */
  private wanted<Cell>(capability: Capability, cell: Cell | undefined): Cell | undefined {
    if (!isAskedFor(this.args, capability)) return undefined;
    if (!cell) pulumi.log.warn(`${capability}: ${unavailable(this.args.platform, capability)}`, this.parent);
    return cell;
  }
}
