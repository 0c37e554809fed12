import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import type { Endpoint } from "../../target";
import type { AwsWatch, WatchedDatabase, WatchedJob, WatchedService } from "../../target/aws/watch";
import { BALANCER_SUBJECT, DATABASE_SUBJECT } from "./alarm";
import { METRICS_LIMIT } from "./math";
import { METRICS_PER_GROUP } from "./requests";

// The names of endpoints and services stand in the names of alarms and canaries.
const name = check.text(/^[a-z][a-z0-9-]*$/, "write lower-case letters, digits and hyphens, starting with a letter");

const endpoint = check.object<Endpoint>(
  {
    service: name,
    url: check.input(check.text(/^https?:\/\/[^/]+/, 'write an address such as "https://shop.example.com"')),
    path: check.text(/^\//, 'write a path that starts with a slash, such as "/healthz"'),
    domain: check.text(),
  },
  { required: ["service", "url", "path"] },
);

const service = check.object<WatchedService>(
  {
    clusterName: check.input(check.text()),
    serviceName: check.input(check.text()),
    containerInsights: check.flag,
    minimumTasks: check.number({ min: 0, max: 1_000 }),
    targetGroups: check.list(
      check.input(check.text(/^targetgroup\//, 'write the suffix of its ARN, "targetgroup/…"')),
      {
        max: METRICS_LIMIT,
      },
    ),
  },
  { required: ["clusterName", "serviceName", "minimumTasks", "targetGroups"] },
);

const job = check.object<WatchedJob>(
  { taskDefinitionArn: check.input(check.text(/^arn:/, "write the task definition's ARN")) },
  { required: ["taskDefinitionArn"] },
);

const watch = check.object<AwsWatch>(
  {
    endpoints: check.all(check.list(endpoint), onePerService),
    loadBalancer: check.object<NonNullable<AwsWatch["loadBalancer"]>>(
      { arnSuffix: check.input(check.text(/^app\//, 'write the suffix of its ARN, "app/…"')), shared: check.flag },
      { required: ["arnSuffix"] },
    ),
    services: check.record(service, name),
    jobs: check.record(job, name),
    scheduleGroup: check.input(check.text()),
    certificates: check.record(check.input(check.text(/^arn:/, "write the certificate's ARN"))),
    database: check.all(
      check.object<WatchedDatabase>({
        instanceIdentifier: check.input(check.text()),
        clusterIdentifier: check.input(check.text()),
        serverless: check.flag,
        maximumConnections: check.input(check.number({ min: 1, max: 1_000_000 })),
        storageBytes: check.input(check.number({ min: 1, max: Number.MAX_SAFE_INTEGER })),
        rotation: check.input(check.text()),
      }),
      instanceOrCluster,
    ),
  },
  { required: ["endpoints"] },
);

/** What alarms of AWS can look at. */
export const watchCheck = check.all(watch, countedAtABalancer, fewGroupsWhereShared, namedApart);

function instanceOrCluster(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value)) return;
  if ((value.instanceIdentifier === undefined) === (value.clusterIdentifier === undefined))
    mistakes.add(path, "is an instance or a cluster; write one of instanceIdentifier, clusterIdentifier");
}

function onePerService(value: unknown, path: string, mistakes: Mistakes): void {
  const seen = new Set<unknown>();
  for (const [index, entry] of Array.isArray(value) ? value.entries() : []) {
    if (!check.isPlainObject(entry)) continue;
    if (seen.has(entry.service))
      mistakes.add(`${path}[${index}].service`, `"${entry.service}" has an endpoint already; leave one of them`);
    seen.add(entry.service);
  }
}

/** CloudWatch counts the targets of a group for each balancer. */
function countedAtABalancer(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || value.loadBalancer !== undefined || !check.isPlainObject(value.services)) return;
  const balanced = Object.entries(value.services).filter(([, entry]) => hasTargetGroups(entry));
  for (const [name] of balanced)
    mistakes.add(`${path}.loadBalancer`, `is missing, while ${name} has target groups; write { arnSuffix: "app/…" }`);
}

const MOST_GROUPS_WHERE_SHARED = Math.floor(METRICS_LIMIT / METRICS_PER_GROUP);

/** At a shared balancer each group has metrics of its own, of which one alarm takes only so many. */
function fewGroupsWhereShared(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || !check.isPlainObject(value.loadBalancer)) return;
  if (value.loadBalancer.shared !== true || !check.isPlainObject(value.services)) return;
  for (const [name, service] of Object.entries(value.services)) {
    const count = check.isPlainObject(service) && Array.isArray(service.targetGroups) ? service.targetGroups.length : 0;
    if (count > MOST_GROUPS_WHERE_SHARED)
      mistakes.add(
        `${path}.services.${name}.targetGroups`,
        `has ${count} entries; at a shared load balancer write at most ${MOST_GROUPS_WHERE_SHARED}`,
      );
  }
}

function hasTargetGroups(service: unknown): boolean {
  return check.isPlainObject(service) && Array.isArray(service.targetGroups) && service.targetGroups.length > 0;
}

/** Alarms are named after what they are about, and so are those on the load balancer and the database. */
function namedApart(value: unknown, path: string, mistakes: Mistakes): void {
  if (!check.isPlainObject(value) || !check.isPlainObject(value.services)) return;
  const taken = { [BALANCER_SUBJECT]: value.loadBalancer, [DATABASE_SUBJECT]: value.database };
  for (const [name, watched] of Object.entries(taken)) {
    if (watched !== undefined && name in value.services)
      mistakes.add(`${path}.services.${name}`, "has the name of other alarms; name the service otherwise");
  }
}
