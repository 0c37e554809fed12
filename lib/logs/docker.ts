import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { alertNames } from "../alerts/docker/names";
import { pagingFor } from "../alerts/docker/paging";
import * as check from "../common/checks";
import { Component } from "../common/component";
import { aliasOf } from "../common/docker/alias";
import { KEEPS_LABELS } from "../common/docker/labels";
import type { Monitored, Monitoring } from "../common/docker/monitoring";
import { Container } from "../common/docker/remade";
import { days } from "../common/duration";
import { protects } from "../common/environment";
import { InputError } from "../common/errors";
import { NAME, NAME_HINT } from "../common/names";
import { type Foundation, foundationFor } from "../foundation/docker";
import { type FullLogPolicy, loggingEnvironment, logPolicy } from "./defaults";
import { Archive } from "./docker/archive";
import type { Delivery, DockerLogAggregationArgs, LogAggregationChildren } from "./docker/args";
import { collectorArgs, collectSpec, METRICS_PORT } from "./docker/collector";
import { type ContainerLogging, containerLogging } from "./docker/driver";
import { logMonitoring } from "./docker/monitoring";
import { logAggregationCheck } from "./docker/rules";
import type { LogAggregation as Contract } from "./index";

export type { Delivery, DockerLogAggregationArgs as LogAggregationArgs } from "./docker/args";
export type { ContainerLogging } from "./docker/driver";

const DEFAULT_PORT = 24224;

/**
 * One collector for all containers of the host: it hides what must not be kept before anything is written, keeps lines as
 * JSON by source and day, compresses what is closed, and has old files taken to an archive by a daily job, which the
 * foundation's clock starts. Alarms tell of error lines, and of a collector that cannot write.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const logs = new docker.LogAggregation("shop-logs", { sources: ["web", "worker"], notifications });
 * new dockerProvider.Container("legacy", { image, ...logs.container("legacy") });
 * ```
 */
export class LogAggregation extends Component<LogAggregationChildren> implements Contract, Monitored {
  static readonly check = logAggregationCheck;

  readonly environment: Record<string, string>;
  readonly pages: boolean;
  readonly degradation: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
  readonly monitoring: Monitoring;
  /** What a person must still do before every message arrives; empty when `notifications` says it. */
  readonly confirmations: pulumi.Output<string[]>;
  /** The name of the volume that lines are kept in. */
  readonly volume: pulumi.Output<string>;
  /** The name of the archive's volume; not there without an archive, or when it is a bucket. */
  readonly archiveVolume: pulumi.Output<string> | undefined;

  constructor(
    private readonly name: string,
    private readonly args: DockerLogAggregationArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    check.checked(name, args, logAggregationCheck);
    super("daytwo:docker:LogAggregation", name, { transform: { ...args.transform } }, opts);
    const foundation = foundationFor(args, name, this);
    const policy = logPolicy(args);
    this.pages = args.pages ?? true;

    this.volume = this.makeVolume(foundation);
    const metrics = this.makeCollector(foundation, policy);
    this.archiveVolume = this.makeArchive(foundation, policy)?.volume;
    this.monitoring = logMonitoring({ ...policy, name, metrics, sources: args.sources, alone: this.pages });
    this.confirmations = this.pages ? this.makePaging(foundation) : pulumi.output([]);

    this.environment = loggingEnvironment(policy.level);
    this.degradation = alertNames(this.monitoring.rules).degradation;
    this.registerOutputs({ volume: this.volume, archiveVolume: this.archiveVolume });
  }

  /**
   * What a container needs to log here, under a source's name: those of `sources`, and any other, of which no alarm on error
   * lines is made. Of a container that ends by itself, such as a job's, ask for the delivery "at-once".
   *
   * @throws InputError for what is no name
   */
  container(source: string, delivery: Delivery = this.args.delivery ?? "acknowledged"): ContainerLogging {
    if (!NAME.test(source)) {
      const message = `is no name of a source; ${NAME_HINT}`;
      throw new InputError(this.name, [{ path: `sources.${source}`, message }]);
    }
    return containerLogging(source, this.args.port ?? DEFAULT_PORT, delivery, this.environment);
  }

  private makeVolume(foundation: Foundation): pulumi.Output<string> {
    const labels = foundation.labels("volume", this.name);
    return this.child("volume", docker.Volume, { labels }, { ...KEEPS_LABELS, protect: this.protect }).name;
  }

  /** The collector's container, and where it tells its metrics. */
  private makeCollector(foundation: Foundation, policy: FullLogPolicy): string {
    const { args, volume } = this;
    const alias = aliasOf(this.name);
    const parts = { foundation, alias, port: args.port ?? DEFAULT_PORT, spec: collectSpec(args, policy), volume };
    // Two would need one port, and would write to one file. Docker keeps the lines that come meanwhile.
    this.child("collector", Container, collectorArgs(parts), { deleteBeforeReplace: true });
    return `${alias}:${METRICS_PORT}`;
  }

  private makeArchive(foundation: Foundation, { archive, retention }: FullLogPolicy): Archive | undefined {
    if (archive === false) return undefined;
    const { volume: logs, protect } = this;
    const age = { hotDays: days(retention), keptDays: days(archive) };
    const where = { foundation, logs, protect, to: this.args.archiveTo, transform: this.args.transform?.archive };
    return new Archive(`${this.name}-archive`, { ...where, ...age }, { parent: this });
  }

  /** A Prometheus that tells of these alarms alone. */
  private makePaging(foundation: Foundation): pulumi.Output<string[]> {
    const transform = this.args.transform?.prometheus;
    const args = { ...this.args, retention: undefined, foundation, monitoring: this.monitoring, transform };
    return pagingFor(this.name, args, this).confirmations;
  }

  private get protect(): boolean {
    return protects(this.args.environment ?? "production");
  }
}
