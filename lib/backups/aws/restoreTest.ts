import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import { chunks } from "../../common/chunks";
import { Component, type Transforms } from "../../common/component";
import { type Duration, seconds } from "../../common/duration";
import { fit } from "../../common/names";
import type { BackupScheduleArgs } from "./args";
import { possibleTypes, type Source } from "./sources";
import type { BackupType } from "./types";

/** Every kind of child that a restore test has. */
export interface RestoreTestChildren {
  plan: backup.RestoreTestingPlanArgs;
  selection: backup.RestoreTestingSelectionArgs;
}

export interface RestoreTestArgs {
  sources: readonly Source[];
  vaultArn: pulumi.Output<string>;
  /** The role that restores. */
  roleArn: pulumi.Output<string>;
  hour: number;
  validationWindow?: Duration | undefined;
  overrides?: BackupScheduleArgs["restoreOverrides"];
  tags: Record<string, string>;
  transform?: Transforms<RestoreTestChildren> | undefined;
}

/** ARNs that one selection can name (AWS, AWS Backup API reference, "RestoreTestingSelectionForCreate"). */
const ARNS = 30;

/** Backups older than a week prove nothing of the last one. */
const WINDOW_DAYS = 7;

/**
 * On the first of each month AWS Backup restores the latest backup of each resource, says whether that worked, and deletes
 * what it restored.
 */
export class RestoreTest extends Component<RestoreTestChildren> {
  /** The types that are tested. */
  readonly types: readonly BackupType[];
  readonly planArn: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: RestoreTestArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:RestoreTest", name, args, opts);
    this.types = possibleTypes(args.sources, "restorable");
    const plan = this.makePlan();
    this.planArn = plan.arn;
    for (const type of this.types) this.select(type, plan.name);
    this.registerOutputs({ plan: plan.name });
  }

  private makePlan(): backup.RestoreTestingPlan {
    const { vaultArn, hour, tags } = this.args;
    return this.child("plan", backup.RestoreTestingPlan, {
      name: testName(this.name, pulumi.getStack()),
      scheduleExpression: `cron(0 ${testHour(hour)} 1 * ? *)`,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [vaultArn],
        recoveryPointTypes: ["SNAPSHOT", "CONTINUOUS"],
        selectionWindowDays: WINDOW_DAYS,
      },
      tags,
    });
  }

  private select(type: BackupType, planName: pulumi.Output<string>): void {
    const { roleArn, validationWindow } = this.args;
    for (const [index, { arns: protectedResourceArns, overrides }] of this.chunks(type).entries()) {
      const of = [slug(type), ...(index > 0 ? [index + 1] : [])].join("-");
      this.child(
        "selection",
        backup.RestoreTestingSelection,
        {
          name: testName(this.name, of),
          restoreTestingPlanName: planName,
          iamRoleArn: roleArn,
          protectedResourceType: type,
          protectedResourceArns,
          ...(overrides && { restoreMetadataOverrides: overrides }),
          ...(validationWindow && { validationWindowHours: Math.ceil(seconds(validationWindow) / 3600) }),
        },
        { of },
      );
    }
  }

  /** Since the plan looks into this vault alone, "every resource of the type" is every one of ours. */
  private chunks(type: BackupType): Chunk[] {
    const { sources, overrides: given } = this.args;
    const overrides = given?.[type];
    const ofType = sources.filter(source => source.type === type);
    if (sources.some(source => source.type === undefined))
      return [{ arns: ["*"], overrides: overrides ?? ofType.find(source => source.overrides)?.overrides }];
    const own = overrides ? [] : ofType.filter(source => source.overrides !== undefined);
    const others = ofType.filter(source => !own.includes(source)).map(({ arn }) => arn);
    return [
      ...chunks(others, ARNS).map(arns => ({ arns, overrides })),
      ...own.map(source => ({ arns: [source.arn], overrides: source.overrides })),
    ];
  }
}

/** Hours after the night's backups, of which it takes the latest. */
export function testHour(hour: number): number {
  return (hour + 6) % 24;
}

/** What one selection names, and what it is told beyond what AWS Backup infers. */
interface Chunk {
  arns: pulumi.Input<string>[];
  overrides: Record<string, pulumi.Input<string>> | undefined;
}

/** Letters, digits and underscores, at most 50: Pulumi's own names, with their hyphen, would be refused. */
function testName(name: string, of: string): string {
  return fit(`${name}-${of}`, 50).replace(/[^A-Za-z0-9_]/g, "_");
}

function slug(type: BackupType): string {
  return type.toLowerCase().replace(/ /g, "-");
}
