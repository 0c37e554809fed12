import * as pulumi from "@pulumi/pulumi";
import type { BackupSchedule } from "../backups";
import type { ComponentArgs } from "../common/args";
import type { HealthCheckAlarms } from "../health";
import type { LogAggregation } from "../logs";
import type { Notifications } from "../notifications";
import type { Platform } from "../platform";
import type { Registry } from "../registry";
import type { DeploymentTarget } from "../target";
import type { Workload } from "../target/spec";
import type { ApplicationArgs } from "./args";
import { type Capability, unavailable } from "./capabilities";
import { builtOf, commonArgs, sourcesOf, workloadOf } from "./parts";
import { checkedApplication } from "./rules";

export type { ApplicationArgs, Options } from "./args";

/**
 * An application with everything it needs after its code is written: somewhere to run, a registry for what is built,
 * logs, checks from outside and inside, alerts and backups, wired together and on by default.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * import { Application } from "daytwo";
 * import * as aws from "daytwo/aws";
 *
 * const shop = new Application("shop", {
 *   platform: aws,
 *   environment: "production",
 *   service: { build: "./app", health: "/healthz", domain: "shop.example.com" },
 *   notify: { critical: ["oncall@example.com"], warning: ["team@example.com"] },
 * });
 * export const url = shop.url;
 * ```
 */
export class Application<P extends Platform = Platform> extends pulumi.ComponentResource {
  /** The address of the first service, or an empty text when there is none. */
  readonly url: pulumi.Output<string>;
  /** The address of each service. */
  readonly urls: Record<string, pulumi.Output<string>>;
  /** What a person must still do before every message arrives, in words. */
  readonly confirmations: pulumi.Output<string[]>;
  /** What runs the services, workers and jobs. */
  readonly target: DeploymentTarget;
  private readonly args: ApplicationArgs;
  private readonly common: ComponentArgs;
  private readonly workload: Workload;

  constructor(
    private readonly name: string,
    args: ApplicationArgs<P>,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const checked = checkedApplication(name, args);
    super("daytwo:index:Application", name, {}, opts);
    this.args = checked;
    this.common = commonArgs(name, checked);
    this.workload = workloadOf(checked);

    const notifications = this.makeNotifications();
    const registry = this.makeRegistry();
    const logs = this.makeLogs(notifications);
    this.target = this.makeTarget(registry, logs);
    const health = this.makeHealth(notifications);
    this.makeAlerts(notifications, health, logs);
    const backups = this.makeBackups(notifications);

    this.url = this.target.url;
    this.urls = this.target.urls;
    this.confirmations = pulumi
      .all([notifications?.confirmations ?? [], backups?.confirmations ?? []])
      .apply(all => all.flat());
    this.registerOutputs({ url: this.url, urls: this.urls, confirmations: this.confirmations });
  }

  private makeNotifications(): Notifications | undefined {
    const { platform, notify } = this.args;
    if (!notify) {
      pulumi.log.warn('nobody is told of alarms; write notify: { critical: ["oncall@example.com"] }', this);
      return undefined;
    }
    const Cell = this.wanted("notify", platform.Notifications);
    return Cell && new Cell(`${this.name}-notifications`, { ...this.common, notify }, { parent: this });
  }

  private makeRegistry(): Registry | undefined {
    const { architecture } = this.args.target ?? {};
    const repositories = builtOf(this.workload);
    const Cell = this.wanted("registry", this.args.platform.Registry);
    if (!Cell || repositories.length === 0) return undefined;
    const args = { ...this.common, ...(architecture && { architecture }), ...given(this.args.registry), repositories };
    return new Cell(`${this.name}-registry`, args, { parent: this });
  }

  private makeLogs(notifications: Notifications | undefined): LogAggregation | undefined {
    const Cell = this.wanted("logs", this.args.platform.LogAggregation);
    const args = {
      ...this.common,
      ...given(this.args.logs),
      sources: sourcesOf(this.workload),
      pages: this.partsPage,
      ...told(notifications),
    };
    return Cell && new Cell(`${this.name}-logs`, args, { parent: this });
  }

  private makeTarget(registry: Registry | undefined, logs: LogAggregation | undefined): DeploymentTarget {
    const { platform, target } = this.args;
    const args = { ...this.common, ...target, ...this.workload, ...(registry && { registry }), ...(logs && { logs }) };
    return new platform.DeploymentTarget(this.name, args, { parent: this });
  }

  private makeHealth(notifications: Notifications | undefined): HealthCheckAlarms | undefined {
    const { platform, health } = this.args;
    const Cell = this.wanted("health", platform.HealthCheckAlarms);
    const pages = this.partsPage;
    const args = { ...this.common, ...given(health), watch: this.target.watch, pages, ...told(notifications) };
    return Cell && new Cell(`${this.name}-health`, args, { parent: this });
  }

  private makeAlerts(
    notifications: Notifications | undefined,
    health: HealthCheckAlarms | undefined,
    logs: LogAggregation | undefined,
  ): void {
    const Cell = this.wanted("alerts", this.args.platform.AlertThresholds);
    const joined = { ...(health && { health }), ...(logs && { logs }) };
    const args = { ...this.common, ...given(this.args.alerts), watch: this.target.watch, ...told(notifications) };
    if (Cell) new Cell(`${this.name}-alerts`, { ...args, ...joined }, { parent: this });
  }

  /** Whether each part tells of its alarms by itself: with alerts, these do once for all. */
  private get partsPage(): boolean {
    return this.args.alerts === false || !this.args.platform.AlertThresholds;
  }

  private makeBackups(notifications: Notifications | undefined): BackupSchedule | undefined {
    const { resources = [], ...policy } = given(this.args.backups);
    const Cell = this.wanted("backups", this.args.platform.BackupSchedule);
    if (Cell && resources.length === 0)
      pulumi.log.info("nothing is backed up; write backups: { resources: […] }, or backups: false", this);
    if (!Cell || resources.length === 0) return undefined;
    const args = { ...this.common, ...policy, resources, ...told(notifications) };
    return new Cell(`${this.name}-backups`, args, { parent: this });
  }

  /** The cell of a part that is on; a part that is on by default and that the platform lacks is told as a loss. */
  private wanted<Cell>(capability: Capability, cell: Cell | undefined): Cell | undefined {
    if (this.args[capability] === false) return undefined;
    if (!cell) pulumi.log.warn(`${capability}: ${unavailable(this.args.platform, capability)}`, this);
    return cell;
  }
}

function given<Policy extends object>(policy: Policy | false | undefined): Partial<Policy> {
  return policy || {};
}

function told(notifications: Notifications | undefined): { notifications?: Notifications } {
  return notifications ? { notifications } : {};
}
