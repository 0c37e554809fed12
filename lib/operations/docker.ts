import { connect, explain } from "../common/docker/host";
import { InputError, PlainError } from "../common/errors";
import { connectionTo } from "./connection";
import { firingAlarms } from "./docker/alarms";
import { alone } from "./docker/alone";
import { errorLines } from "./docker/errors";
import { runJob } from "./docker/jobs";
import { setMaintenance } from "./docker/maintenance";
import { behindPage } from "./docker/page";
import { requestFigures } from "./docker/requests";
import { restoreTo } from "./docker/restore";
import { stewardJobs } from "./docker/stewardJobs";
import { stopReasons } from "./docker/stops";
import { System } from "./docker/system";
import type { FiringAlarm, JobRun, LogLine, Manifest, Operations, RequestFigures, StopReason } from "./index";
import type { OpenOptions } from "./open";

/** The verbs of the steward that take a backup, in the order in which they are run by hand. */
const BACKUPS = ["dump", "base-backup", "ship-wal", "files", "configuration", "git-mirror"];

/**
 * The operations of what runs on one Docker host, through Docker's API alone. What stands in the system's network or volumes
 * is asked by short-lived containers beside it, so that a host over `ssh://` is as good as a local one.
 *
 * Its calls throw PlainError, with one line, when something is not there, does not answer, or fails.
 */
export class DockerOperations implements Operations {
  private readonly host: string;
  private readonly system: System;

  /** @throws InputError for a host's address that is none, or where `dockerode` is not installed */
  constructor(
    private readonly manifest: Manifest,
    { host, setting }: OpenOptions = {},
  ) {
    const connection = connectionTo(manifest, host, setting);
    this.host = connection.host;
    this.system = new System(connect(connection), manifest);
  }

  firingAlarms(): Promise<FiringAlarm[]> {
    return this.told(() => firingAlarms(this.system));
  }

  stopReasons(since: Date): Promise<StopReason[]> {
    return this.told(() => stopReasons(this.system, since));
  }

  errorLines(since: Date): Promise<LogLine[]> {
    return this.told(() => errorLines(this.system, since));
  }

  requests(since: Date): Promise<RequestFigures[]> {
    return this.told(() => requestFigures(this.system, this.manifest.services, since));
  }

  runJob(job: string, follow: (line: string) => void): Promise<JobRun> {
    return this.told(() => runJob(this.system, job, follow));
  }

  backUp(follow: (line: string) => void): Promise<JobRun[]> {
    return this.told(async () => {
      const jobs = await stewardJobs(this.system, BACKUPS);
      if (jobs.length === 0) throw new PlainError("backup: the stack has no backups; write backups in its program");
      const runs: JobRun[] = [];
      for (const { name } of jobs) runs.push(await runJob(this.system, name, line => follow(`${name}: ${line}`)));
      return runs;
    });
  }

  restore(to: Date, follow: (line: string) => void): Promise<JobRun> {
    return this.told(() => alone(this.system, "restore", () => this.restoreAlone(to, follow)));
  }

  maintenance(on: boolean, service?: string): Promise<string[]> {
    const { services } = this.manifest;
    if (service !== undefined && !services.includes(service)) throw unknownService(service, services);
    const state = on ? "on" : "off";
    return this.told(() => setMaintenance(this.system, { state, ...(service !== undefined && { service }) }));
  }

  /** There are no connections that stay. */
  close(): void {}

  private async restoreAlone(to: Date, follow: (line: string) => void): Promise<JobRun> {
    if (this.manifest.services.length === 0) return restoreTo(this.system, to, follow);
    return behindPage(this.system, () => restoreTo(this.system, to, follow), follow);
  }

  /** What Docker's client throws is put into words that say what to do. */
  private async told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof PlainError) throw error;
      throw new PlainError(explain(error, this.host));
    }
  }
}

function unknownService(service: string, services: readonly string[]): InputError {
  const message = `there is no service "${service}"; write one of ${services.join(", ") || "none: the stack has no services"}`;
  return new InputError("maintenance", [{ path: "", message }]);
}
