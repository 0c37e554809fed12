import type * as pulumi from "@pulumi/pulumi";
import { cacheLimitsOf } from "../../alerts/aws/limits";
import { cachesOf, databasesOf } from "../../alerts/aws/parts";
import { type Thresholds, thresholdsOf } from "../../alerts/defaults";
import { BackupSchedule } from "../../backups/aws";
import { chunks } from "../../common/chunks";
import { Database } from "../../database/aws";
import { HealthCheckAlarms } from "../../health/aws";
import { LogAggregation } from "../../logs/aws";
import { FileStore } from "../../storage/aws";
import type { AwsDashboardArgs } from "./args";
import { backupCharts, jobCharts } from "./backups";
import { businessCharts, costChart } from "./business";
import { databaseCharts, slowQueries } from "./database";
import { healthCharts } from "./health";
import type { Section } from "./layout";
import { errorChart, errorLines } from "./logs";
import { requestCharts } from "./requests";
import { rolloutCharts, serviceCharts } from "./services";
import { cacheCharts, fileCharts } from "./stores";
import { alarmStates, type Chart, chart, MOST_ALARMS, type Widget } from "./widgets";

type Parts = readonly pulumi.Resource[];

/** Everything that is watched: what users meet first, then what may be the reason. */
export function sectionsOf(args: AwsDashboardArgs, region: pulumi.Input<string>): Section[] {
  const { watch, alerts, parts = [], logLines = true, charges = true } = args;
  const figures = alerts?.thresholds ?? thresholdsOf({});
  const drawn = (charts: readonly Chart[]) => charts.flatMap(each => chart(each, region));
  const [health] = parts.filter(part => part instanceof HealthCheckAlarms);
  return [
    { title: "Alarms", widgets: alarmWidgets(args) },
    { title: "Requests", widgets: drawn(requestCharts(watch, figures)) },
    { title: "Health", widgets: drawn(healthCharts(watch, health)) },
    { title: "Business", widgets: drawn(businessCharts(alerts?.businessMetrics ?? [])) },
    { title: "Services and workers", widgets: drawn(serviceCharts(watch, figures)) },
    { title: "Rollouts", widgets: drawn(rolloutCharts(watch)) },
    { title: "Data", widgets: [...drawn(dataCharts(args, figures)), ...(logLines ? queryTimes(parts, region) : [])] },
    { title: "Jobs and backups", widgets: drawn([...jobCharts(watch), ...backupsIn(parts)]) },
    { title: "Logs", widgets: logsIn(parts).flatMap(logs => logWidgets(logs, { region, logLines })) },
    { title: "Cost", widgets: charges ? drawn([costChart()]) : [] },
  ];
}

/** The first hundred, the outage's before all, have their place; of the rest, as many as there is room for. */
function alarmWidgets({ alerts, parts = [] }: AwsDashboardArgs): Widget[] {
  const others = parts.filter(part => part instanceof HealthCheckAlarms || part instanceof LogAggregation);
  const arns = [alerts, ...others].flatMap(part => part?.alarmArns ?? []);
  const all = chunks(arns, MOST_ALARMS);
  return all.map((some, index) => {
    const title = all.length > 1 ? `Alarms (${index + 1} of ${all.length})` : "Alarms";
    return alarmStates(title, some, index === 0 ? 0 : 2);
  });
}

function dataCharts({ watch, alerts, parts = [] }: AwsDashboardArgs, figures: Thresholds): Chart[] {
  const database = watch.database ?? databasesOf(parts)[0];
  const cacheLimits = alerts?.cacheLimits ?? cacheLimitsOf(figures);
  const stores = parts.filter(part => part instanceof FileStore);
  return [
    ...(database ? databaseCharts(database, figures) : []),
    ...cachesOf(parts).flatMap(cache => cacheCharts(cache, cacheLimits)),
    ...stores.flatMap(({ bucketName }) => fileCharts(bucketName)),
  ];
}

/** Of databases that are made here: whether one that was there before sends its log to CloudWatch is not known. */
function queryTimes(parts: Parts, region: pulumi.Input<string>): Widget[] {
  const databases = parts.filter(part => part instanceof Database);
  return databases.filter(({ place }) => place !== undefined).map(database => slowQueries(database, region));
}

function backupsIn(parts: Parts): Chart[] {
  return parts.filter(part => part instanceof BackupSchedule).flatMap(backupCharts);
}

function logsIn(parts: Parts): LogAggregation[] {
  return parts.filter(part => part instanceof LogAggregation);
}

function logWidgets(
  logs: LogAggregation,
  { region, logLines }: { region: pulumi.Input<string>; logLines: boolean },
): Widget[] {
  return [...chart(errorChart(logs), region), ...(logLines ? [errorLines(logs, region)] : [])];
}
