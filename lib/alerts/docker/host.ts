import type { AlertRule, RuleGroup, Scrape } from "../../common/docker/monitoring";
import type { Thresholds } from "../defaults";

/** What alerts on the host itself are about. */
const HOST = "host";

/** File systems that hold data: of the others some are always full, and some live in memory. */
export const DISKS = 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|erofs|devtmpfs|fuse.*|nsfs|autofs"';

/** What of a host is looked at: what its rules and a dashboard ask for. */
const COLLECTORS = ["cpu", "diskstats", "filesystem", "loadavg", "meminfo", "uname", "vmstat"];

/** The node exporter's command, on a host whose root is mounted at `/host`. */
export function nodeExporterCommand(port: number): string[] {
  const collectors = COLLECTORS.map(collector => `--collector.${collector}`);
  return ["--path.rootfs=/host", "--collector.disable-defaults", ...collectors, `--web.listen-address=:${port}`];
}

export function hostScrape(job: string, address: string): Scrape {
  return { job, targets: [address] };
}

/** The rules on the host's limits, of the figures for everything that runs on it. */
export function hostRules(name: string, { cpu, memory }: Thresholds, disk: number | false): RuleGroup[] {
  const found: (AlertRule | false)[] = [
    cpu !== false && {
      alert: "HostCpu",
      severity: "warning",
      subject: HOST,
      expr: `100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))) > ${cpu}`,
      forSeconds: 600,
      summary: `The host has used more than ${cpu} % of its CPU for 15 minutes.`,
      description: "First: see which container takes it; give it a limit, or the host more cores.",
    },
    memory !== false && {
      alert: "HostMemory",
      severity: "warning",
      subject: HOST,
      expr: `100 * (1 - avg_over_time(node_memory_MemAvailable_bytes[5m]) / node_memory_MemTotal_bytes) > ${memory}`,
      forSeconds: 600,
      summary: `The host has used more than ${memory} % of its memory for 15 minutes.`,
      description: "First: see which container takes it; give it a limit, or the host more memory.",
    },
    disk !== false && {
      alert: "DiskFull",
      severity: "warning",
      subject: HOST,
      expr: `100 * (1 - min by (device) (node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}})) > ${disk}`,
      forSeconds: 900,
      summary: `The disk {{ $labels.device }} of the host is more than ${disk} % full for 15 minutes.`,
      description: 'First: see what grew: logs, backups, or images ("docker system df"); a full disk stops everything.',
    },
  ];
  return [{ name: `${name}-host`, rules: found.filter(rule => rule !== false) }];
}
