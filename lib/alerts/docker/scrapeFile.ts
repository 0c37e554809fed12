import type { Scrape } from "../../common/docker/monitoring";
import { EVALUATION_SECONDS } from "./ruleFile";

/** All that Prometheus is told besides its rules, known. */
export interface PrometheusSpec {
  scrapes: readonly KnownScrape[];
  /** "host:port" of Alertmanager. @default - nobody is told */
  alertmanager?: string | undefined;
  /** Stand at each alert that is sent. */
  labels: Record<string, string>;
  ruleFiles: readonly string[];
}

/** A scrape of which everything is known. */
export type KnownScrape = Omit<Scrape, "targets" | "replicas" | "prober"> & {
  targets?: readonly string[] | undefined;
  replicas?: { name: string; port: number } | undefined;
  prober?: (Omit<NonNullable<Scrape["prober"]>, "address"> & { address: string }) | undefined;
};

/** Prometheus's configuration, as an object that is YAML when written as JSON. */
export function prometheusConfig({ scrapes, alertmanager, labels, ruleFiles }: PrometheusSpec): object {
  return {
    global: {
      scrape_interval: `${EVALUATION_SECONDS}s`,
      evaluation_interval: `${EVALUATION_SECONDS}s`,
      external_labels: labels,
    },
    rule_files: ruleFiles,
    ...(alertmanager !== undefined && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    }),
    scrape_configs: scrapes.map(scrapeConfig),
  };
}

function scrapeConfig(scrape: KnownScrape): object {
  const { job, targets, replicas, prober, path = "/metrics", intervalSeconds = 15, labels } = scrape;
  const { timeoutSeconds = Math.min(10, intervalSeconds) } = scrape;
  return {
    job_name: job,
    // What a target says of itself stands: the jobs in the steward's metrics have the label `job`, too.
    honor_labels: true,
    scrape_interval: `${intervalSeconds}s`,
    scrape_timeout: `${timeoutSeconds}s`,
    ...(prober ? probing(prober) : { metrics_path: path }),
    ...(targets && { static_configs: [{ targets, ...(labels && { labels }) }] }),
    ...(replicas && { dns_sd_configs: [addresses(replicas)] }),
    ...relabelling(prober, replicas && labels),
  };
}

function probing({ module }: NonNullable<KnownScrape["prober"]>): object {
  return { metrics_path: "/probe", params: { module: [module] } };
}

function addresses({ name, port }: NonNullable<KnownScrape["replicas"]>): object {
  return { names: [name], type: "A", port, refresh_interval: "15s" };
}

/** A prober is asked in place of the target, which becomes a parameter; found addresses get their labels here. */
function relabelling(prober: KnownScrape["prober"], labels: Record<string, string> = {}): object {
  const given = Object.entries(labels).map(([target_label, replacement]) => ({ target_label, replacement }));
  const { before, after } = prober?.around ?? { before: "", after: "" };
  const asked = prober
    ? [
        {
          source_labels: ["__address__"],
          regex: "(.*)",
          target_label: "__param_target",
          replacement: `${verbatim(before)}$1${verbatim(after)}`,
        },
        { source_labels: ["__param_target"], target_label: "instance" },
        { target_label: "__address__", replacement: prober.address },
      ]
    : [];
  const all = [...given, ...asked];
  return all.length > 0 ? { relabel_configs: all } : {};
}

function verbatim(text: string): string {
  return text.replaceAll("$", "$$$$");
}
