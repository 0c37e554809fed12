import "../common/docker/peer";
import * as pulumi from "@pulumi/pulumi";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { hostOfStack } from "../common/docker/host";
import { mapValues } from "../common/records";
import { foundationFor } from "../foundation/docker";
import type { DockerDeploymentTargetArgs } from "./docker/args";
import { Job } from "./docker/job";
import { loggingOf } from "./docker/logging";
import type { Front, Place } from "./docker/place";
import { CaddyProxy } from "./docker/proxy";
import { targetCheck } from "./docker/rules";
import { Service } from "./docker/service";
import { settingsOf } from "./docker/settings";
import { sharedOf } from "./docker/shared";
import type { DockerWatch } from "./docker/watch";
import { Worker } from "./docker/worker";
import type { DeploymentTarget as Contract } from "./index";

export type { DockerDeploymentTargetArgs as DeploymentTargetArgs } from "./docker/args";

/**
 * Services, workers and jobs on one Docker host, behind Caddy, which gets certificates for the services' domains.
 *
 * A new version starts beside the old one, and gets the traffic once it is healthy; `up` fails when it does not become so, and
 * the old one goes on. Containers have a read-only root and no capabilities; what needs more says so in `transform`.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const target = new docker.DeploymentTarget("shop", {
 *   services: { web: { build: "./app", health: "/healthz", domain: "shop.example.com" } },
 * });
 * ```
 */
export class DeploymentTarget extends Component<Record<never, never>> implements Contract {
  static readonly check = targetCheck;

  readonly url: pulumi.Output<string>;
  readonly urls: Record<string, pulumi.Output<string>>;
  readonly watch: DockerWatch;
  /** The call of Docker's own program that runs each job once, by the job's name. */
  readonly runCommands: Record<string, pulumi.Output<string>>;
  /** The volume of the proxy's sockets, by which the maintenance page is put up. */
  readonly operations: pulumi.Output<Record<string, unknown>>;

  constructor(
    private readonly name: string,
    private readonly args: DockerDeploymentTargetArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    checked(name, args, targetCheck);
    super("daytwo:docker:DeploymentTarget", name, {}, opts);
    const place = this.makePlace();
    const proxy = Object.keys(args.services ?? {}).length > 0 ? this.makeProxy(place) : undefined;
    const services = proxy ? this.makeServices(place, this.frontOf(proxy)) : {};
    const workers = mapValues(
      args.workers,
      (worker, of) => new Worker(`${name}-${of}`, of, worker, place, { parent: this }),
    );
    const jobs = mapValues(args.jobs, (job, of) => new Job(`${name}-${of}`, of, job, place, { parent: this }));

    this.watch = this.watchOf(services, workers, proxy, place);
    this.urls = mapValues(services, ({ endpoint }) => pulumi.output(endpoint.url));
    this.url = Object.values(this.urls)[0] ?? pulumi.output("");
    this.runCommands = mapValues(jobs, ({ runCommand }) => runCommand);
    this.operations = operationsOf(proxy, workers);
    this.registerOutputs({ url: this.url, urls: this.urls, runCommands: this.runCommands });
  }

  private makePlace(): Place {
    const { registry, architecture, transform, logs, environment = "production" } = this.args;
    return {
      foundation: foundationFor(this.args, this.name, this),
      environment,
      registry,
      architecture,
      transform,
      logging: (source, delivery) => loggingOf(source, logs, delivery),
      shared: sharedOf(this.args),
    };
  }

  private makeProxy(place: Place): CaddyProxy {
    const secure = Object.values(this.args.services ?? {}).some(({ domain }) => domain !== undefined);
    const proxy = { settings: settingsOf(this.args), secure, place, transform: this.args.transform?.proxy };
    return new CaddyProxy(`${this.name}-proxy`, proxy, { parent: this });
  }

  private frontOf({ run, memory, parts, alias }: CaddyProxy): Front {
    return {
      settings: settingsOf(this.args),
      run,
      memory,
      parts,
      alias,
      services: Object.keys(this.args.services ?? {}),
    };
  }

  private makeServices(place: Place, front: Front): Record<string, Service> {
    return mapValues(
      this.args.services,
      (service, of) => new Service(`${this.name}-${of}`, of, service, place, front, { parent: this }),
    );
  }

  private watchOf(
    services: Record<string, Service>,
    workers: Record<string, Worker>,
    proxy: CaddyProxy | undefined,
    { foundation }: Place,
  ): DockerWatch {
    return {
      endpoints: Object.values(services).map(({ endpoint }) => endpoint),
      services: mapValues(services, ({ watch }) => watch),
      workers: mapValues(workers, ({ watch }) => watch),
      jobs: mapValues(this.args.jobs, ({ schedule }) => ({ ...(schedule !== undefined && { schedule }) })),
      ...(proxy && { proxy: proxy.metrics }),
      steward: foundation.clock().metrics,
    };
  }
}

/** Comes out when the workers keep running, so that what reads it comes from an update that went well. */
function operationsOf(
  proxy: CaddyProxy | undefined,
  workers: Record<string, Worker>,
): pulumi.Output<Record<string, unknown>> {
  const steady = pulumi.all(Object.values(workers).map(({ running }) => running));
  return pulumi
    .all([proxy?.run, steady])
    .apply(
      ([run]): Record<string, unknown> => ({ host: hostOfStack(), ...(run !== undefined && { proxyVolume: run }) }),
    );
}
