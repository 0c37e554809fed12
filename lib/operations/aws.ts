import { InputError, PlainError } from "../common/errors";
import { firingAlarms } from "./aws/alarms";
import { backUp } from "./aws/backup";
import { type Clients, clientsOf } from "./aws/clients";
import { detailsOf } from "./aws/details";
import { errorLines } from "./aws/errors";
import { explain } from "./aws/explain";
import { runJob } from "./aws/jobs";
import { setMaintenance } from "./aws/maintenance";
import { requestFigures } from "./aws/requests";
import { restoreTo } from "./aws/restore";
import { stopReasons } from "./aws/stops";
import { type Pace, System } from "./aws/system";
import { shiftTraffic, trafficOf } from "./aws/traffic";
import type {
  FiringAlarm,
  Group,
  JobRun,
  LogLine,
  Manifest,
  Operations,
  RequestFigures,
  StopReason,
  TrafficShare,
} from "./index";

/**
 * The operations of what runs on AWS, over AWS's own clients and with the credentials that the AWS CLI would use. What a call
 * began at AWS goes on there when the call is interrupted; what it says then tells how to find it.
 *
 * Its calls throw PlainError, with one line, when something is not there, does not answer, or fails.
 */
export class AwsOperations implements Operations {
  readonly interruptible = true;
  readonly restoresBeside = true;
  private readonly clients: Clients;
  private readonly system: System;

  /** @throws PlainError for a manifest that does not say where things are */
  constructor(manifest: Manifest, pace: Pace = {}) {
    const details = detailsOf(manifest);
    this.clients = clientsOf(details.region, pace.requestMilliseconds);
    this.system = new System(manifest, details, this.clients, pace);
  }

  firingAlarms(): Promise<FiringAlarm[]> {
    return told(() => firingAlarms(this.system));
  }

  stopReasons(since: Date): Promise<StopReason[]> {
    return told(() => stopReasons(this.system, since));
  }

  errorLines(since: Date): Promise<LogLine[]> {
    return told(() => errorLines(this.system, since));
  }

  requests(since: Date): Promise<RequestFigures[]> {
    return told(() => requestFigures(this.system, since));
  }

  runJob(job: string, follow: (line: string) => void): Promise<JobRun> {
    return told(() => runJob(this.system, job, follow));
  }

  backUp(follow: (line: string) => void): Promise<JobRun[]> {
    return told(() => backUp(this.system, follow));
  }

  restore(to: Date, follow: (line: string) => void): Promise<JobRun> {
    return told(() => restoreTo(this.system, to, follow));
  }

  maintenance(on: boolean, service?: string): Promise<string[]> {
    return told(() => setMaintenance(this.system, on, service));
  }

  traffic(service: string): Promise<TrafficShare[]> {
    return told(() => trafficOf(this.system, service));
  }

  shiftTraffic(service: string, to: Group, percent: number): Promise<TrafficShare[]> {
    return told(() => shiftTraffic(this.system, service, to, percent));
  }

  close(): void {
    this.clients.close();
  }
}

/** What AWS's clients throw is put into words that say what to do. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PlainError || InputError.isInstance(error)) throw error;
    throw new PlainError(explain(error));
  }
}
