/**
 * The most memory that each of the row's own containers may use, in mebibytes: so much that none of them can take a host of
 * 2 GiB. At rest all of them, without Grafana, use about 150 MiB together (measured with the programs of Debian 12). Users'
 * services, the database and the cache have an argument `memory`; a figure of this table is changed in the part's `transform`.
 */
export const MEMORY = {
  /** What is not named below, such as one-shot containers and exporters. */
  small: 128,
  /** With its health check, which is a Node of its own. */
  clock: 192,
  collector: 192,
  /** Each of its two processes. */
  proxy: 192,
  prometheus: 384,
  grafana: 256,
  registry: 192,
  /** Backups, restore tests, archives: restic keeps the index of its repository in memory. */
  job: 512,
} as const;
