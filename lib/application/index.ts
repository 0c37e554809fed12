import * as pulumi from "@pulumi/pulumi";
import type { Cache } from "../cache";
import type { Dashboard } from "../dashboard";
import type { Database } from "../database";
import type { Manifest } from "../operations";
import type { Platform } from "../platform";
import type { FileStore } from "../storage";
import type { DeploymentTarget } from "../target";
import type { ApplicationArgs } from "./args";
import { PartMaker } from "./make";
import { manifestOf } from "./manifest";
import { checkedApplication } from "./rules";

export type { ApplicationArgs, Options } from "./args";

/**
 * An application with everything it needs after its code is written: somewhere to run, a registry for what is built,
 * logs, checks from outside and inside, alerts, backups and a dashboard, wired together and on by default; a database, a
 * place for files and a cache where they are asked for.
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
  /** Where daytwo's verbs find the running system. They read the stack output of this name: `export const daytwo = shop.manifest`. */
  readonly manifest: pulumi.Output<Manifest>;
  /** What runs the services, workers and jobs. */
  readonly target: DeploymentTarget;
  /** Not there unless it is asked for. */
  readonly database: Database | undefined;
  /** Not there unless it is asked for. */
  readonly storage: FileStore | undefined;
  /** Not there unless it is asked for. */
  readonly cache: Cache | undefined;
  /** Not there where the platform has none, or it is not wanted. */
  readonly dashboard: Dashboard | undefined;

  constructor(name: string, args: ApplicationArgs<P>, opts?: pulumi.ComponentResourceOptions) {
    const checked = checkedApplication(name, args);
    super("daytwo:index:Application", name, {}, opts);
    const make = new PartMaker(name, checked, this);

    const notifications = make.notifications();
    const registry = make.registry();
    const logs = make.logs(notifications);
    this.database = make.database(logs);
    this.cache = make.cache(logs);
    this.storage = make.storage();
    const data = { database: this.database, cache: this.cache, storage: this.storage };
    this.target = make.target({ registry, logs, ...data });
    const { watch } = this.target;
    const health = make.health(watch, notifications);
    const backups = make.backups(data, notifications);
    const parts = [backups, ...Object.values(data)];
    const alerts = make.alerts(watch, { notifications, health, logs }, [this.target, registry, ...parts]);
    this.dashboard = make.dashboard(watch, alerts, [health, logs, ...parts]);

    this.url = this.target.url;
    this.urls = this.target.urls;
    this.confirmations = pulumi
      .all([notifications?.confirmations ?? [], backups?.confirmations ?? []])
      .apply(all => all.flat());
    this.manifest = manifestOf(name, checked, this.target, [this.database, backups, health, alerts]);
    this.registerOutputs({ url: this.url, urls: this.urls, confirmations: this.confirmations });
  }
}
