import * as pulumi from "@pulumi/pulumi";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { aliasOf, onNetwork } from "../common/docker/alias";
import { HARDENED, mounts, REACHES_OUT } from "../common/docker/container";
import type { Monitored, Monitoring } from "../common/docker/monitoring";
import { Container } from "../common/docker/remade";
import { type Foundation, foundationFor } from "../foundation/docker";
import { type Thresholds, thresholdsOf } from "./defaults";
import type { AlertThresholdsChildren, DockerAlertThresholdsArgs } from "./docker/args";
import { nodeExporterCommand } from "./docker/host";
import { collected } from "./docker/monitoring";
import { type Paging, pagingFor } from "./docker/paging";
import { alertCheck } from "./docker/rules";
import { summaryContainer, summarySchedule } from "./docker/summary";
import type { AlertThresholds as Contract, DailySummary } from "./index";

export type { DockerAlertThresholdsArgs as AlertThresholdsArgs } from "./docker/args";

const NODE_EXPORTER_PORT = 9100;

/**
 * A Prometheus that looks at everything that there is: the proxy's requests, containers, jobs, the host, and what health
 * checks, logs, the database and backups say of themselves. One outage is one page, whatever noticed it; while it lasts,
 * lesser alerts on the same subject are held back. Once a day a job writes a summary.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const health = new docker.HealthCheckAlarms("shop-health", { watch: target.watch, notifications, pages: false });
 * const alerts = new docker.AlertThresholds("shop-alerts", {
 *   watch: target.watch, health, notifications, parts: [target, database, backups],
 *   daily: { queries: { orders: "sum(increase(shop_orders_total[1d]))" } },
 * });
 * ```
 */
export class AlertThresholds extends Component<AlertThresholdsChildren> implements Contract, Monitored {
  static readonly check = alertCheck;

  readonly confirmations: pulumi.Output<string[]>;
  readonly dailySummary: DailySummary | undefined;
  /** "host:port" of Prometheus on the network: what a dashboard draws from. */
  readonly prometheus: string;
  readonly monitoring: Monitoring;
  /** The figures at which somebody is told. */
  readonly thresholds: Thresholds;

  constructor(
    private readonly name: string,
    private readonly args: DockerAlertThresholdsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, alertCheck);
    super("daytwo:docker:AlertThresholds", name, { transform: { ...args.transform } }, opts);
    const foundation = foundationFor(args, name, this);

    this.thresholds = thresholdsOf(args);
    this.monitoring = collected(name, this.makeNodeExporter(foundation), args);
    const paging = this.makePaging(foundation);
    this.dailySummary = this.makeSummary(foundation, paging);
    this.prometheus = paging.prometheus.address;
    this.confirmations = paging.confirmations;
    this.registerOutputs({ prometheus: this.prometheus, confirmations: this.confirmations });
  }

  /** Sees the host's file systems and processes, and can change none. Its network is the container's own. */
  private makeNodeExporter(foundation: Foundation): string {
    const alias = aliasOf(`${this.name}-host`);
    this.child("nodeExporter", Container, {
      ...HARDENED,
      ...REACHES_OUT,
      image: foundation.image("nodeExporter"),
      command: nodeExporterCommand(NODE_EXPORTER_PORT),
      pidMode: "host",
      networksAdvanced: onNetwork(foundation, alias),
      // Without a propagation of mounts, which not every host offers: a disk that comes later is seen after the next start.
      mounts: mounts([{ from: "/", at: "/host", readOnly: true }]),
      labels: foundation.labels("exporter", `${this.name}-host`),
    });
    return `${alias}:${NODE_EXPORTER_PORT}`;
  }

  private makePaging(foundation: Foundation): Paging {
    const { monitoring, args, name } = this;
    const after = [...(args.parts ?? []), ...[args.health, args.logs].filter(part => part !== undefined)];
    const services = Object.keys(args.watch.services ?? {});
    const transform = args.transform?.prometheus;
    return pagingFor(name, { ...args, foundation, monitoring, services, after, transform }, this);
  }

  private makeSummary(foundation: Foundation, { notifications, prometheus }: Paging): DailySummary | undefined {
    if (!notifications) return undefined;
    const addresses = { prometheus: prometheus.address, alertmanager: notifications.address };
    this.child("summary", Container, summaryContainer(this.name, this.args, foundation, addresses));
    return { schedule: summarySchedule(this.args), topic: pulumi.output(notifications.address) };
  }
}
