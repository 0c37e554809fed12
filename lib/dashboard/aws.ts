import * as cloudwatch from "@pulumi/aws/cloudwatch";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { checked } from "../common/checks";
import { Component } from "../common/component";
import { environmentName } from "../common/environment";
import { json } from "../common/json";
import type { AwsDashboardArgs, DashboardChildren } from "./aws/args";
import { pageOf, type Section } from "./aws/layout";
import { consoleUrl, dashboardName } from "./aws/name";
import { dashboardCheck } from "./aws/rules";
import { sectionsOf } from "./aws/sections";
import type { Dashboard as Contract } from "./index";

export type { AwsDashboardArgs as DashboardArgs } from "./aws/args";

/**
 * A CloudWatch dashboard with everything that is watched: the states of alarms, what users meet, services, rollouts, data,
 * backups, logs and cost. Where there is more than CloudWatch takes, the page says what it leaves out.
 *
 * @throws InputError with every mistake in `args`, before anything is registered
 * @example
 * ```ts
 * const dashboard = new aws.Dashboard("shop-dashboard", { watch: target.watch, alerts, parts: [health, logs, database] });
 * export const dashboardUrl = dashboard.url;
 * ```
 */
export class Dashboard extends Component<DashboardChildren> implements Contract {
  static readonly check = dashboardCheck;

  readonly url: pulumi.Output<string>;
  /** The name that it has in the account. */
  readonly dashboardName: string;

  constructor(name: string, args: AwsDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:Dashboard", name, { transform: { ...checked(name, args, dashboardCheck).transform } }, opts);
    const { application = name, environment = "production" } = args;
    const region = getRegionOutput({}, { parent: this }).region;
    this.dashboardName = dashboardName(name);
    const about = aboutText(`${application}, ${environmentName(environment)}`);
    const dashboardBody = bodyOf(about, sectionsOf(args, region));
    this.child("dashboard", cloudwatch.Dashboard, { dashboardName: this.dashboardName, dashboardBody });

    const { partition } = getPartitionOutput({}, { parent: this });
    this.url = pulumi.all([partition, region]).apply(([known, at]) => consoleUrl(known, at, this.dashboardName));
    this.registerOutputs({ url: this.url });
  }
}

/** What fits can be told once the names of everything are known. */
function bodyOf(about: string, sections: readonly Section[]): pulumi.Output<string> {
  return json(sections).apply(known => {
    const all: Section[] = JSON.parse(known);
    return JSON.stringify(pageOf(about, all));
  });
}

function aboutText(title: string): string {
  const made = "Made by daytwo: the next `pulumi up` takes back what is changed by hand. Times are in UTC.";
  return `# ${title}\n${made} A chart with more lines than ten draws the worst ten.`;
}
