import * as pulumi from "@pulumi/pulumi";
import { maintenanceMonitoring } from "../alerts/docker/maintenance";
import { alertNames } from "../alerts/docker/names";
import { pagingFor } from "../alerts/docker/paging";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { aliasOf, onNetwork } from "../common/docker/alias";
import { HARDENED, mounts } from "../common/docker/container";
import { Files } from "../common/docker/files";
import { allOf, type Monitored, type Monitoring } from "../common/docker/monitoring";
import { Container } from "../common/docker/remade";
import { type Foundation, foundationFor } from "../foundation/docker";
import { figuresOf } from "./defaults";
import type { DockerHealthCheckAlarmsArgs, HealthChildren } from "./docker/args";
import { blackboxConfig } from "./docker/blackbox";
import { healthMonitoring } from "./docker/monitoring";
import { healthCheck } from "./docker/rules";
import type { HealthCheckAlarms as Contract } from "./index";

export type { DockerHealthCheckAlarmsArgs as HealthCheckAlarmsArgs } from "./docker/args";

const PORT = 9115;

/**
 * Probes of every service, from outside by its address and from inside instance by instance, and of the certificates, by a
 * blackbox exporter. With `pages`, a Prometheus of its own tells of them; without, the `AlertThresholds` that is given them.
 *
 * One host looks at itself: that it is gone as a whole, only somebody else can tell; see `heartbeat` of `Notifications`.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * new docker.HealthCheckAlarms("shop-health", { watch: target.watch, notifications });
 * ```
 */
export class HealthCheckAlarms extends Component<HealthChildren> implements Contract, Monitored {
  static readonly check = healthCheck;

  readonly pages: boolean;
  readonly outage: readonly pulumi.Output<string>[];
  readonly degradation: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
  readonly confirmations: pulumi.Output<string[]>;
  readonly monitoring: Monitoring;

  constructor(
    private readonly name: string,
    private readonly args: DockerHealthCheckAlarmsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, healthCheck);
    super("daytwo:docker:HealthCheckAlarms", name, { transform: { ...args.transform } }, opts);
    const foundation = foundationFor(args, name, this);

    const blackbox = this.makeBlackbox(foundation);
    this.monitoring = healthMonitoring(name, blackbox, args.watch, this.figures);
    this.pages = args.pages ?? true;
    this.confirmations = this.pages ? this.makePaging(foundation) : pulumi.output([]);
    const names = alertNames(this.monitoring.rules);
    this.outage = names.outage;
    this.degradation = names.degradation;
    this.registerOutputs({ ...names, confirmations: this.confirmations });
  }

  private makeBlackbox(foundation: Foundation): string {
    const content = JSON.stringify(blackboxConfig(this.figures));
    const files = new Files(
      `${this.name}-config`,
      { foundation, files: { "blackbox.yml": { content } }, transform: this.args.transform?.files },
      { parent: this },
    );
    const alias = aliasOf(`${this.name}-blackbox`);
    this.child("blackbox", Container, {
      ...HARDENED,
      image: foundation.image("blackbox"),
      command: ["--config.file=/etc/daytwo/blackbox.yml", `--web.listen-address=:${PORT}`],
      networksAdvanced: onNetwork(foundation, alias),
      mounts: mounts([{ from: files.volume, at: "/etc/daytwo", readOnly: true }]),
      labels: foundation.labels("exporter", `${this.name}-blackbox`),
    });
    return `${alias}:${PORT}`;
  }

  /** A Prometheus that tells of these alarms alone. */
  private makePaging(foundation: Foundation): pulumi.Output<string[]> {
    const { watch, transform } = this.args;
    const services = Object.keys(watch.services ?? {});
    const monitoring = allOf([this.monitoring, maintenanceMonitoring(this.name, watch)]);
    const args = { ...this.args, foundation, monitoring, services, transform: transform?.prometheus };
    return pagingFor(this.name, args, this).confirmations;
  }

  private get figures() {
    return figuresOf(this.args, this.args.environment ?? "production");
  }
}
