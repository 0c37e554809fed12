import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Component, type Transforms } from "../../common/component";
import { aliasOf, onNetwork } from "../../common/docker/alias";
import { HARDENED, limits, mounts } from "../../common/docker/container";
import { Files, type FilesChildren } from "../../common/docker/files";
import { KEEPS_LABELS } from "../../common/docker/labels";
import { MEMORY } from "../../common/docker/memory";
import type { Monitoring } from "../../common/docker/monitoring";
import { Container } from "../../common/docker/remade";
import { type Duration, days } from "../../common/duration";
import { type Environment, environmentName, protects } from "../../common/environment";
import { mapValues } from "../../common/records";
import type { Foundation } from "../../foundation/docker";
import { outageRules } from "./outage";
import { ruleFile } from "./ruleFile";
import { prometheusConfig } from "./scrapeFile";

/** Every kind of child that Prometheus has itself; its files have their own. */
export interface PrometheusChildren {
  prometheus: docker.ContainerArgs;
  data: docker.VolumeArgs;
}

export interface PrometheusArgs {
  foundation: Foundation;
  application: string;
  environment: Environment;
  /** What it looks at, and what it tells of. */
  monitoring: Monitoring;
  /** The services whose outages together are one of everything. */
  services: readonly string[];
  /** "host:port" of Alertmanager. @default - nobody is told */
  alertmanager?: string | undefined;
  /** What is there before it, because it would tell that it is not. @default - nothing */
  after?: readonly pulumi.Resource[] | undefined;
  /** How long figures are kept. */
  retention: Duration;
  transform?: (Transforms<PrometheusChildren> & { files?: Transforms<FilesChildren> }) | undefined;
}

const PORT = 9090;

/** Seconds that it gets to write down what it holds in memory; killed, it reads its log at the next start. */
const STOP_SECONDS = 60;

/**
 * A Prometheus with its rules, reached on the application's network alone. It cannot be reconfigured from outside: another
 * configuration makes another container, on the same figures.
 */
export class Prometheus extends Component<PrometheusChildren> {
  /** "host:port" on the network. */
  readonly address: string;

  constructor(
    private readonly name: string,
    private readonly args: PrometheusArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:docker:Prometheus", name, { transform: { ...args.transform } }, opts);
    const alias = aliasOf(name);
    const files = this.makeFiles();
    const data = this.makeData();
    this.makeContainer(alias, files, data);
    this.address = `${alias}:${PORT}`;
    this.registerOutputs({ address: this.address });
  }

  private makeFiles(): Files {
    const { foundation, transform } = this.args;
    const files = prometheusFiles(this.name, this.args).apply(texts => mapValues(texts, content => ({ content })));
    return new Files(`${this.name}-config`, { foundation, files, transform: transform?.files }, { parent: this });
  }

  private makeData(): docker.Volume {
    const { foundation, environment } = this.args;
    const labels = foundation.labels("volume", this.name);
    return this.child("data", docker.Volume, { labels }, { ...KEEPS_LABELS, protect: protects(environment) });
  }

  private makeContainer(alias: string, files: Files, data: docker.Volume): void {
    const { foundation, retention, after = [] } = this.args;
    const args: docker.ContainerArgs = {
      ...HARDENED,
      ...limits(MEMORY.prometheus),
      image: foundation.image("prometheus"),
      command: [
        "--config.file=/etc/daytwo/prometheus.yml",
        "--storage.tsdb.path=/prometheus",
        `--storage.tsdb.retention.time=${days(retention)}d`,
        `--web.listen-address=:${PORT}`,
      ],
      networksAdvanced: onNetwork(foundation, alias),
      mounts: mounts([
        { from: files.volume, at: "/etc/daytwo", readOnly: true },
        { from: data.name, at: "/prometheus" },
      ]),
      destroyGraceSeconds: STOP_SECONDS,
      labels: foundation.labels("prometheus", this.name),
    };
    // The figures are locked by the one that writes them.
    this.child("prometheus", Container, args, { deleteBeforeReplace: true, dependsOn: [...after] });
  }
}

/** The longest time between two looks of a prober. */
function slowest({ scrapes }: Monitoring): number {
  return Math.max(0, ...scrapes.flatMap(({ prober, intervalSeconds = 0 }) => (prober ? intervalSeconds : [])));
}

/** Its configuration and its rules, by the names of the files. */
export function prometheusFiles(
  name: string,
  args: Pick<PrometheusArgs, "application" | "environment" | "monitoring" | "services" | "alertmanager">,
): pulumi.Output<Record<string, string>> {
  const { application, environment, monitoring, services, alertmanager } = args;
  const labels = { application, environment: environmentName(environment) };
  const rules = ruleFile([
    ...monitoring.rules,
    outageRules(name, { application, services, probeSeconds: slowest(monitoring) }),
  ]);
  return pulumi.output(monitoring.scrapes).apply((scrapes): Record<string, string> => {
    const config = prometheusConfig({ scrapes, alertmanager, labels, ruleFiles: ["/etc/daytwo/rules.yml"] });
    return { "prometheus.yml": JSON.stringify(config, null, 2), "rules.yml": JSON.stringify(rules, null, 2) };
  });
}
