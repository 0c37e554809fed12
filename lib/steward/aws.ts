import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec, alarmArgs, alarmId } from "../alerts/aws/alarm";
import { JobAlerts } from "../alerts/aws/jobs";
import { scheduleAlarms } from "../alerts/aws/schedules";
import { ROLE_NAME_LIMIT } from "../common/aws/name";
import { policyDocument } from "../common/aws/policy";
import { Component } from "../common/component";
import { json } from "../common/json";
import { mapValues } from "../common/records";
import type { TaskDetails } from "../operations/aws/details";
import { Job } from "../target/aws/job";
import type { Place } from "../target/aws/place";
import { EventStart } from "./aws/eventStart";
import {
  type CountedJob,
  type StartingEvent,
  type StewardArgs,
  type StewardChildren,
  type StewardJob,
  stewardJobsOf,
} from "./aws/job";
import { heartbeatFilter, metricOf, silenceAlarm } from "./aws/silence";
import type { CloudWatchMetric } from "./cloudwatch";
import { STEWARD_IMAGE } from "./image";

/**
 * Jobs of the steward as scheduled tasks on ECS, beside a deployment target's own. Somebody is told of each run that fails,
 * of one that could not be started, and of a job that has had no success for one and a half times its interval.
 */
export class Steward extends Component<StewardChildren> {
  /** The AWS CLI call that runs each job once, by the job's name. */
  readonly runCommands: Record<string, pulumi.Output<string>>;
  /** Where each job's successes are counted, by the job's name. */
  readonly successes: Readonly<Record<string, CloudWatchMetric>>;
  /** The security group of each job, for what it must reach to admit. */
  readonly securityGroupIds: Record<string, pulumi.Output<string>>;
  /** What the operations must know to run each job, by the job's name. */
  readonly details: Record<string, pulumi.Output<TaskDetails>>;

  constructor(
    private readonly name: string,
    private readonly args: StewardArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:Steward", name, { transform: { ...args.transform } }, opts);
    const wanted = stewardJobsOf(name, args);
    const place = this.makePlace();
    const jobs = mapValues(wanted, (job, of) => this.makeJob(of, job, place));
    this.tellFailures(wanted, jobs);
    this.tellNotStarted(place);
    this.tellSilence(wanted, jobs);

    this.successes = mapValues(wanted, ({ heartbeats: [first] }) => metricOf(first));
    this.runCommands = mapValues(jobs, ({ runCommand }) => runCommand);
    this.securityGroupIds = mapValues(jobs, ({ securityGroupId }) => securityGroupId);
    this.details = mapValues(jobs, ({ details }) => details);
    this.registerOutputs({ runCommands: this.runCommands });
  }

  /** The given one, but for what is its own: its registry and logs, its users' changes, its group of schedules, its data. */
  private makePlace(): Place {
    const { place, tags, transform } = this.args;
    const group = this.child("scheduleGroup", scheduler.ScheduleGroup, { tags }, { limit: ROLE_NAME_LIMIT });
    const own = { registry: undefined, logs: undefined, architecture: undefined, shared: undefined, keepsLogs: false };
    return { ...place, ...own, transform, scheduleGroup: group.name, tags };
  }

  private makeJob(of: string, job: StewardJob, place: Place): Job {
    const container = {
      image: this.args.image ?? STEWARD_IMAGE,
      command: [job.verb, json(job.spec)],
      environment: { DAYTWO_JOB: of },
      ...(!job.event && { schedule: job.schedule }),
      ...(job.secrets && { secrets: job.secrets }),
      ...job.size,
    };
    const within = { ...place, shared: { environment: {}, secrets: {}, admissions: job.admissions ?? {}, rights: [] } };
    const made = new Job(`${this.name}-${of}`, { source: of, job: container, place: within }, { parent: this });
    const policy = policyDocument([...job.rights]);
    this.child("rights", iam.RolePolicy, { role: made.taskRoleName, policy }, { of });
    if (job.event) this.startByEvent(of, made, job.event);
    return made;
  }

  private startByEvent(of: string, job: Job, event: StartingEvent): void {
    const { place, tags, transform } = this.args;
    const args = { of, job, event, place, tags, transform: transform?.eventStart };
    new EventStart(`${this.name}-${of}`, args, { parent: this });
  }

  private tellFailures(wanted: Record<string, CountedJob>, jobs: Record<string, Job>): void {
    const { application, topics, tags, transform } = this.args;
    for (const severity of ["critical", "warning"] as const) {
      const watched = Object.entries(jobs).filter(([of]) => wanted[of]?.severity === severity);
      if (!topics || watched.length === 0) continue;
      const args = {
        application,
        jobs: Object.fromEntries(watched.map(([of, { watch }]) => [of, watch])),
        topic: topics.topics[severity],
        tags,
        transform: transform?.failures,
      };
      new JobAlerts(`${this.name}-${severity}`, args, { parent: this });
    }
  }

  private tellNotStarted({ scheduleGroup }: Place): void {
    for (const spec of scheduleGroup ? scheduleAlarms(scheduleGroup) : []) this.makeAlarm(spec);
  }

  private tellSilence(wanted: Record<string, CountedJob>, jobs: Record<string, Job>): void {
    for (const [of, { heartbeats, ...job }] of Object.entries(wanted)) {
      const logGroup = jobs[of]?.logGroup;
      if (logGroup === undefined) continue;
      for (const heartbeat of heartbeats)
        this.child("heartbeat", cloudwatch.LogMetricFilter, heartbeatFilter(logGroup, heartbeat), {
          of: heartbeat.of,
        });
      const alarm = silenceAlarm(of, job, heartbeats);
      if (alarm) this.makeAlarm(alarm);
    }
  }

  private makeAlarm(spec: AlarmSpec): void {
    const { topics, tags } = this.args;
    this.child("alarm", cloudwatch.MetricAlarm, alarmArgs(spec, topics, tags), { of: alarmId(spec) });
  }
}
