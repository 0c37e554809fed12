import * as pulumi from "@pulumi/pulumi";
import type { Monitoring, Scrape } from "../../common/docker/monitoring";
import type { DockerEndpoint, DockerWatch, WatchedService } from "../../target/docker/watch";
import type { HealthFigures } from "../defaults";
import { INSIDE, INSIDE_SECONDS, OUTSIDE } from "./blackbox";
import { certificateRules } from "./certificate";
import { insideRules } from "./inside";
import { outsideRules } from "./outside";

/** Seconds that the prober needs beside a probe's own time: it takes half a second off what Prometheus gives it. */
const MARGIN_SECONDS = 2;

/** Everything that is probed, and the rules on it. The names of jobs begin with the component's, so that several can share. */
export function healthMonitoring(
  name: string,
  blackbox: string,
  watch: DockerWatch,
  figures: HealthFigures,
): Monitoring {
  const { interval } = figures;
  const endpoints = interval === false ? [] : watch.endpoints;
  const services = Object.entries(watch.services ?? {}).filter(([, { minimumInstances }]) => minimumInstances > 0);
  const rules = [
    ...(interval === false
      ? []
      : endpoints.flatMap(({ service }) => outsideRules(outsideJob(name, service), service, interval))),
    ...services.flatMap(([service, watched]) => insideRules(insideJob(name, service), service, watched)),
    ...certificateRules(endpoints.filter(secured), service => outsideJob(name, service), figures),
  ];
  return {
    scrapes: [
      ...endpoints.map(endpoint => outside(name, blackbox, endpoint, figures)),
      ...services.map(([service, watched]) => inside(name, blackbox, service, watched)),
    ],
    rules: rules.length > 0 ? [{ name: `${name}-health`, rules }] : [],
  };
}

function outsideJob(name: string, service: string): string {
  return `${name}-${OUTSIDE}-${service}`;
}

function insideJob(name: string, service: string): string {
  return `${name}-${INSIDE}-${service}`;
}

/** By the way that users come: its name, the proxy, and the certificate where there is one. */
function outside(
  name: string,
  blackbox: string,
  endpoint: DockerEndpoint,
  { interval, timeoutSeconds }: HealthFigures,
): Scrape {
  const { service, url, inside = url, path } = endpoint;
  return {
    job: outsideJob(name, service),
    targets: [pulumi.output(inside).apply(known => new URL(path, known).href)],
    prober: { address: blackbox, module: OUTSIDE },
    intervalSeconds: Math.max(60 * (interval || 1), timeoutSeconds + MARGIN_SECONDS),
    timeoutSeconds: timeoutSeconds + MARGIN_SECONDS,
    labels: { of: service },
  };
}

/** Each instance by itself, past the proxy. */
function inside(name: string, blackbox: string, service: string, { alias, port, path }: WatchedService): Scrape {
  return {
    job: insideJob(name, service),
    replicas: { name: alias, port },
    prober: { address: blackbox, module: INSIDE, around: { before: "http://", after: path } },
    timeoutSeconds: INSIDE_SECONDS + MARGIN_SECONDS,
    labels: { of: service },
  };
}

function secured({ domain }: DockerEndpoint): boolean {
  return domain !== undefined;
}
