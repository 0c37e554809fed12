/** A stand-in image: what it is made of. Its Dockerfile, and what that adds, lies in `parts/<name>/`. */
export interface Part {
  /** The Debian packages whose files it holds, with all that they need. */
  packages: readonly string[];
  /** The part that it is built on, whose files it does not repeat. */
  on?: string;
  /** Further files that its Dockerfile adds from `made/`, by path below it. */
  made?: "node" | "steward";
}

/** What every image with a shell is built on, as the official ones are built on Debian or Alpine. */
const BASE = [
  "bash",
  "ca-certificates",
  "coreutils",
  "curl",
  "dash",
  "findutils",
  "grep",
  "libcap2-bin",
  "libstdc++6",
  "sed",
  "tzdata",
  "util-linux",
];

/** All stand-ins, in the order in which they are built. */
export const PARTS: Readonly<Record<string, Part>> = {
  base: { packages: BASE },
  app: { packages: [], made: "node" },
  caddy: { packages: ["caddy"], on: "base" },
  tools: {
    packages: ["postgresql-client-15", "mariadb-client", "restic", "rclone", "git", "openssh-client"],
    on: "base",
    made: "node",
  },
  steward: { packages: [], on: "tools", made: "steward" },
  postgres: { packages: ["postgresql-15", "gosu"], on: "base" },
  prometheus: { packages: ["prometheus"], on: "base" },
  alertmanager: { packages: ["prometheus-alertmanager"], on: "base" },
  blackbox: { packages: ["prometheus-blackbox-exporter"], on: "base" },
  "node-exporter": { packages: ["prometheus-node-exporter"], on: "base" },
  "postgres-exporter": { packages: ["prometheus-postgres-exporter"], on: "base" },
  registry: { packages: ["docker-registry"], on: "base" },
  redis: { packages: ["redis-server", "gosu"], on: "base" },
  grafana: { packages: [], on: "tools" },
};

/** What packages ask for, but what runs in these images does not use: most of what would be downloaded. */
export const UNUSED =
  /^(adduser|debconf|dpkg|fonts-.*|gcc-.*-base|git-man|init-system-helpers|javascript-common|libdbi-perl|libdbd-mariadb-perl|libjs-.*|libllvm.*|libnss3.*|libnspr4|libperl.*|libsqlite3-0|libz3-.*|locales.*|lsb-base|passwd|perl.*|.*-perl|postgresql-client-common|postgresql-common|ssl-cert|sysvinit-utils|ucf)$/;

/** The name under which a stand-in is found. */
export function imageOf(part: string): string {
  return `daytwo-test/${part}`;
}
