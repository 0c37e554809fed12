import type { AlertRule, RuleGroup, Scrape } from "../../common/docker/monitoring";
import { seconds } from "../../common/duration";
import { type DockerThresholds, inWords, type UsageLimit, usageRules } from "./limits";

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
export function hostRules(name: string, figures: DockerThresholds): RuleGroup[] {
  return [{ name: `${name}-host`, rules: [...usage(figures), ...disks(figures)] }];
}

function usage({ cpu, memory, after }: DockerThresholds): AlertRule[] {
  const rule = (alert: string, what: string, limit: number | false, more: string, used: UsageLimit["used"]) => ({
    alert,
    subject: HOST,
    used,
    limit,
    words: (percent: number) => `The host has used more than ${percent} % of its ${what}`,
    description: `First: see which container takes it; give it a limit, or the host more ${more}.`,
  });
  const idle = (window: string) => `avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[${window}]))`;
  const free = (window: string) =>
    `avg_over_time(node_memory_MemAvailable_bytes[${window}]) / node_memory_MemTotal_bytes`;
  return usageRules(
    [
      rule("HostCpu", "CPU", cpu, "cores", window => `100 * (1 - ${idle(window)})`),
      rule("HostMemory", "memory", memory, "memory", window => `100 * (1 - ${free(window)})`),
    ],
    after.warning,
  );
}

/** A disk does not fill and empty from one moment to the next. */
function disks({ disk, after: { warning } }: DockerThresholds): AlertRule[] {
  if (disk === false) return [];
  return [
    {
      alert: "DiskFull",
      severity: "warning",
      subject: HOST,
      expr: `100 * (1 - min by (device) (node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}})) > ${disk}`,
      forSeconds: seconds(warning),
      summary: `The disk {{ $labels.device }} of the host is more than ${disk} % full for ${inWords(warning)}.`,
      description: 'First: see what grew: logs, backups, or images ("docker system df"); a full disk stops everything.',
    },
  ];
}
