import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { thresholdsOf } from "../alerts/defaults";
import { AlertThresholds } from "../alerts/docker";
import { dockerThresholdsOf } from "../alerts/docker/limits";
import { trafficOf } from "../alerts/docker/monitoring";
import { pagingFor } from "../alerts/docker/paging";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { aliasOf, onNetwork } from "../common/docker/alias";
import { HARDENED, limits, mounts } from "../common/docker/container";
import { Files } from "../common/docker/files";
import { KEEPS_LABELS } from "../common/docker/labels";
import { MEMORY } from "../common/docker/memory";
import { Container } from "../common/docker/remade";
import { protects } from "../common/environment";
import { mapValues } from "../common/records";
import { type Foundation, foundationFor } from "../foundation/docker";
import type { DashboardChildren, DockerDashboardArgs } from "./docker/args";
import { environment, PASSWORD_FILE, SECRETS } from "./docker/grafana";
import { dashboard } from "./docker/panels";
import { FOLDER, provisioning } from "./docker/provisioning";
import { rowsOf } from "./docker/rows";
import { dashboardCheck } from "./docker/rules";
import type { Dashboard as Contract } from "./index";

export type { DockerDashboardArgs as DashboardArgs } from "./docker/args";

const DEFAULT_PORT = 3_000;
const GRAFANA_PORT = 3_000;
const PASSWORD_LENGTH = 32;

/**
 * Grafana with one page of everything that is watched, made from the same figures as the alerts, whose limits it draws. It
 * asks for a login: the user is `admin`, and the password, made on the host, lies in the volume of `password`.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const dashboard = new docker.Dashboard("shop-dashboard", { foundation, watch: target.watch, alerts });
 * export const dashboardUrl = dashboard.url;
 * ```
 */
export class Dashboard extends Component<DashboardChildren> implements Contract {
  static readonly check = dashboardCheck;

  readonly url: pulumi.Output<string>;
  /** Where the password lies: "<volume>/<file>". */
  readonly password: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: DockerDashboardArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, dashboardCheck);
    super("daytwo:docker:Dashboard", name, { transform: { ...args.transform } }, opts);
    const foundation = foundationFor(args, name, this);

    const files = this.makeFiles(foundation, this.prometheus(foundation));
    const password = this.makePassword(foundation);
    this.makeGrafana(foundation, files, password);
    this.url = pulumi.output(this.address);
    this.password = pulumi.interpolate`${password.volume}/${PASSWORD_FILE}`;
    this.registerOutputs({ url: this.url, password: this.password });
  }

  /** The alerts' own; without alerts, one that keeps figures and tells nobody. */
  private prometheus(foundation: Foundation): string {
    const { alerts, watch, transform, ...common } = this.args;
    if (alerts instanceof AlertThresholds) return alerts.prometheus;
    const monitoring = trafficOf(this.name, watch, dockerThresholdsOf({}));
    const args = { ...common, foundation, monitoring, transform: transform?.prometheus };
    return pagingFor(this.name, args, this).prometheus.address;
  }

  private makeFiles(foundation: Foundation, prometheus: string): Files {
    const { name, args } = this;
    const { application = name, watch, alerts, transform } = args;
    const figures = alerts instanceof AlertThresholds ? alerts.thresholds : thresholdsOf({});
    const page = dashboard("daytwo-application", application, rowsOf(watch, figures));
    const files = mapValues(provisioning(prometheus, page), content => ({ content }));
    return new Files(`${name}-pages`, { foundation, files, transform: transform?.files }, { parent: this });
  }

  /** Made on the host, once: it is never in the state. */
  private makePassword(foundation: Foundation): Files {
    const files = { [PASSWORD_FILE]: { generate: PASSWORD_LENGTH } };
    const args = { foundation, files, stable: true, protect: this.protect, transform: this.args.transform?.password };
    return new Files(`${this.name}-password`, args, { parent: this });
  }

  private makeGrafana(foundation: Foundation, files: Files, password: Files): void {
    const { name, protect } = this;
    const { port = DEFAULT_PORT } = this.args;
    foundation.publishes({ port, path: "dashboard.port", address: "127.0.0.1" });
    const data = this.child(
      "data",
      docker.Volume,
      { labels: foundation.labels("volume", name) },
      { ...KEEPS_LABELS, protect },
    );
    const args: docker.ContainerArgs = {
      ...HARDENED,
      ...limits(MEMORY.grafana),
      image: foundation.image("grafana"),
      envs: environment(this.address),
      networksAdvanced: onNetwork(foundation, aliasOf(name)),
      ports: [{ internal: GRAFANA_PORT, external: port, ip: "127.0.0.1" }],
      mounts: mounts([
        { from: files.volume, at: FOLDER, readOnly: true },
        { from: password.volume, at: SECRETS, readOnly: true },
        { from: data.name, at: "/var/lib/grafana" },
      ]),
      labels: foundation.labels("dashboard", name),
    };
    // Two would need one port, and would write to one database.
    this.child("grafana", Container, args, { deleteBeforeReplace: true });
  }

  private get address(): string {
    return this.args.address ?? `http://localhost:${this.args.port ?? DEFAULT_PORT}`;
  }

  private get protect(): boolean {
    return protects(this.args.environment ?? "production");
  }
}
