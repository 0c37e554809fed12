import type { ComponentArgs } from "../common/args";
import type { Environment } from "../common/environment";
import type { Notify } from "../notifications";
import type { Platform } from "../platform";
import type { ServiceArgs, Workload } from "../target/spec";
import type { WIRED, WIRED_DATA } from "./wired";

type Wired = keyof ComponentArgs | keyof Workload | (typeof WIRED)[number];

type WiredData = (typeof WIRED_DATA)[number];

type ArgsOf<Cell> = Cell extends new (
  name: string,
  args: infer Args,
  ...rest: never[]
) => unknown
  ? NonNullable<Args>
  : never;

/** What can be said of one part: its policy, and whatever its platform adds to that. */
export type Options<Cell> = Partial<Omit<ArgsOf<NonNullable<Cell>>, Wired>>;

/** What the foundation is told, the target is not. */
type TargetOptions<P extends Platform> = Omit<
  Options<P["DeploymentTarget"]>,
  WiredData | Exclude<keyof Options<P["Foundation"]>, "transform">
>;

type FoundationOf<P extends Platform> = InstanceType<NonNullable<P["Foundation"]>>;

/** One specification for all that an application needs after its code is written. */
export interface ApplicationArgs<P extends Platform = Platform> extends Workload {
  /** The row of the matrix: `import * as aws from "daytwo/aws"`. */
  platform: P;
  /** Which preset the defaults follow: production protects, spans zones and keeps longer; staging is small and cheap. */
  environment: Environment;
  /** The only service, short for `services: { web: … }`. @default - none */
  service?: ServiceArgs;
  /** Who is told of what, by severity. @default - nobody, which is said as a warning */
  notify?: Notify;
  /** More about how they are told, where the platform asks for it: on Docker the mail server and Slack's token. @default - none */
  notifications?: Options<P["Notifications"]>;
  /** Further tags for every resource. @default - none */
  tags?: Record<string, string>;
  /**
   * More about what all parts stand on, where the platform has it: on AWS the network and the cluster, on Docker the images and
   * their mirror. Or a foundation that is made already, which several applications share.
   *
   * @default - the platform's own
   */
  foundation?: Options<P["Foundation"]> | FoundationOf<P>;
  /**
   * A database, whose `DATABASE_URL` every service, worker and job is given as a secret.
   *
   * @default - none
   */
  database?: Options<P["Database"]>;
  /** A place for uploaded files, which every service, worker and job is given. @default - none */
  storage?: Options<P["FileStore"]>;
  /** A cache, whose `CACHE_URL` every service, worker and job is given as a secret. @default - none */
  cache?: Options<P["Cache"]>;
  /** More about the deployment target, such as the balancer and the zone. @default - all new, by the preset */
  target?: TargetOptions<P>;
  /** More about the registry, or `false` for none. @default - one when something is built */
  registry?: Options<P["Registry"]> | false;
  /** More about logs, or `false` for none. @default - all on, by the preset */
  logs?: Options<P["LogAggregation"]> | false;
  /** More about the checks from outside and inside, or `false` for none. @default - all on, by the preset */
  health?: Options<P["HealthCheckAlarms"]> | false;
  /** More about the alerts' thresholds, or `false` for none. @default - all on */
  alerts?: Options<P["AlertThresholds"]> | false;
  /** What is backed up, and more about how, or `false` for none. @default - none while there is nothing that holds data */
  backups?: Omit<Options<P["BackupSchedule"]>, WiredData> | false;
  /** More about the dashboard, or `false` for none. @default - one, where the platform has it */
  dashboard?: Options<P["Dashboard"]> | false;
}
