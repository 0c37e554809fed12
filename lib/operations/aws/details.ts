import { z } from "zod";
import { PlainError } from "../../common/errors";
import type { Manifest } from "../index";

/** A task that runs to its end, and what starts it. */
export interface TaskDetails {
  /** The revision to run, by ARN. */
  taskDefinition: string;
  /** The only container, which is also the prefix of its log streams. */
  container: string;
  logGroup: string;
  subnets: string[];
  securityGroups: string[];
  assignPublicIp: boolean;
}

/** How a service's requests reach it. */
export interface FrontDetails {
  /** The listener's and its rule's ARNs. */
  listener: string;
  rule: string;
  /** ARNs: one, or a blue-green pair in the order blue, green. */
  targetGroups: string[];
}

/** A service or worker. */
export interface ServiceDetails {
  /** Its name in ECS. */
  service: string;
  logGroup: string;
  /** @default - a worker: nothing reaches it */
  front?: FrontDetails | undefined;
}

/** What the deployment target says of itself. */
export interface TargetDetails {
  region: string;
  /** ARN. */
  cluster: string;
  /** By name in the specification; workers, too. */
  services: Record<string, ServiceDetails>;
  jobs: Record<string, TaskDetails>;
  /** The load balancer, by the suffix of its ARN; `shared` when others use it as well. */
  balancer?: { arnSuffix: string; shared: boolean } | undefined;
  /** Which lines are errors, as a filter pattern of CloudWatch Logs. */
  errorPattern: string;
}

/** Which database can be taken a snapshot of and restored: an RDS instance, or an Aurora cluster. */
export interface DatabaseDetails {
  kind: "instance" | "cluster";
  identifier: string;
  arn: string;
}

/** What AWS Backup keeps, and in which role. */
export interface VaultDetails {
  name: string;
  role: string;
  /** ARNs of what is backed up. */
  resources: string[];
  /** How long a backup that is taken by hand is kept. */
  keepDays: number;
}

/** How backups are taken. */
export interface BackupDetails {
  /** @default - AWS Backup keeps nothing */
  vault?: VaultDetails | undefined;
  /** The steward's jobs, by name. */
  jobs: Record<string, TaskDetails>;
  /** Those of them that take a backup. */
  takes: string[];
}

/** What a stack's manifest says of itself on AWS. Each part is written by the component that knows it. */
export interface AwsDetails extends TargetDetails {
  database?: DatabaseDetails | undefined;
  backups?: BackupDetails | undefined;
  /** The steward's jobs that tell of the system, by name. @default - none */
  alerts?: { jobs: Record<string, TaskDetails> } | undefined;
  /** Further Regions where alarms live: Route 53's are in us-east-1. */
  alarmRegions?: string[] | undefined;
}

const text = z.string().min(1);

const task: z.ZodType<TaskDetails> = z.object({
  taskDefinition: text,
  container: text,
  logGroup: text,
  subnets: z.array(text),
  securityGroups: z.array(text),
  assignPublicIp: z.boolean(),
});

const service: z.ZodType<ServiceDetails> = z.object({
  service: text,
  logGroup: text,
  front: z.object({ listener: text, rule: text, targetGroups: z.array(text).min(1).max(2) }).optional(),
});

const backups: z.ZodType<BackupDetails> = z.object({
  vault: z.object({ name: text, role: text, resources: z.array(text), keepDays: z.number().int().min(1) }).optional(),
  jobs: z.record(text, task),
  takes: z.array(text),
});

const schema: z.ZodType<AwsDetails> = z.object({
  region: text,
  cluster: text,
  services: z.record(text, service),
  jobs: z.record(text, task),
  balancer: z.object({ arnSuffix: text, shared: z.boolean() }).optional(),
  errorPattern: text,
  database: z.object({ kind: z.enum(["instance", "cluster"]), identifier: text, arn: text }).optional(),
  backups: backups.optional(),
  alerts: z.object({ jobs: z.record(text, task) }).optional(),
  alarmRegions: z.array(text).optional(),
});

/** What the manifest says of AWS. @throws PlainError for one that an earlier version wrote, with what to do */
export function detailsOf({ details }: Manifest): AwsDetails {
  const result = schema.safeParse(details);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(({ path, message }) => `${["details", ...path].join(".")}: ${message}`);
  throw new PlainError(`the manifest does not say where things are (${mistakes.join("; ")}); run pulumi up once more`);
}
