import type * as pulumi from "@pulumi/pulumi";
import type { DockerAlertThresholdsArgs } from "../../../lib/alerts/docker/args";
import { collected } from "../../../lib/alerts/docker/monitoring";
import { type PrometheusArgs, prometheusFiles } from "../../../lib/alerts/docker/prometheus";
import type { Monitoring } from "../../../lib/common/docker/monitoring";
import { figuresOf } from "../../../lib/health/defaults";
import { healthMonitoring } from "../../../lib/health/docker/monitoring";
import { watch } from "./watched";

/** What health checks have watched, as `HealthCheckAlarms` has it. */
export function healthOf(policy: Parameters<typeof figuresOf>[0] = {}, watched = watch): Monitoring {
  return healthMonitoring("shop-health", "shop-health-blackbox:9115", watched, figuresOf(policy, "production"));
}

/** All files of the Prometheus that looks at the shop, with its health checks. */
export function generated(
  args: Partial<DockerAlertThresholdsArgs> = {},
  health = healthOf(),
): Promise<Record<string, string>> {
  const full = { watch, ...args };
  const own = collected("shop-alerts", "shop-alerts-host:9100", full);
  const monitoring = { scrapes: [...own.scrapes, ...health.scrapes], rules: [...own.rules, ...health.rules] };
  const services = Object.keys(full.watch.services ?? {});
  return filesOf({ monitoring, services, alertmanager: "am:9093" });
}

/** The files of a Prometheus of the shop. */
export function filesOf(
  args: Pick<PrometheusArgs, "monitoring" | "services" | "alertmanager">,
): Promise<Record<string, string>> {
  return known(prometheusFiles("shop", { application: "shop", environment: "production", ...args }));
}

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise(resolve => void output.apply(value => resolve(value)));
}
