import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..");

/** A project of plain JavaScript in a folder of its own, with this package and its peers at hand. */
export function project(name: string, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), `daytwo-bench-${name}-`));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(root, join(modules, "daytwo"));
  for (const scope of ["@pulumi", "@grpc"]) symlinkSync(join(root, "node_modules", scope), join(modules, scope));
  for (const [file, content] of Object.entries({ "Pulumi.yaml": PULUMI, "package.json": "{}", ...files }))
    writeFileSync(join(folder, file), content);
  return folder;
}

const PULUMI = "name: bench\nruntime: nodejs\n";

/** Nothing but the SDKs that the others load: what a plan costs before its first resource. */
export const nothing = 'require("@pulumi/pulumi"); require("daytwo"); require("daytwo/aws");';

/** N whole applications on AWS, as a user would write them. */
export function applications(count: number): string {
  return `
const { Application } = require("daytwo");
const aws = require("daytwo/aws");
for (let index = 0; index < ${count}; index++) {
  new Application("shop-" + index, {
    platform: aws,
    environment: "production",
    service: { image: "ghcr.io/acme/shop@sha256:0123", health: "/healthz", domain: "shop" + index + ".example.com" },
    backups: { resources: ["arn:aws:rds:eu-central-1:123456789012:db:shop" + index] },
    notify: { critical: ["oncall@example.com"], warning: ["team@example.com"] },
  });
}`;
}

/** One application with each part that the AWS row has: what a team that keeps all its data here plans. */
export const wholeRow = `
const { Application } = require("daytwo");
const aws = require("daytwo/aws");
const image = "ghcr.io/acme/shop@sha256:0123";
new Application("shop", {
  platform: aws,
  environment: "production",
  service: { image, health: "/healthz", domain: "shop.example.com" },
  workers: { mailer: { image } },
  jobs: { cleanup: { image, schedule: "0 3 * * *" } },
  database: {},
  storage: {},
  cache: {},
  notify: { critical: ["oncall@example.com"], warning: ["team@example.com"], daily: ["owners@example.com"] },
});`;

/**
 * The same resources in raw Pulumi: each by its SDK's class, with the inputs, parents and dependencies that the plan of the
 * applications has. What depended on another resource is an output of that resource.
 */
export const raw = `
const pulumi = require("@pulumi/pulumi");
const plan = require("./plan.json");

const byUrn = new Map();
const classOf = type => {
  const [, module, name] = /^aws:([^/]+)\\/[^:]+:(\\w+)$/.exec(type);
  return require("@pulumi/aws/" + module)[name];
};
const known = (value, upstream) => {
  if (value && value.$secret) return pulumi.secret(value.$unknown ? upstream.id : "secret");
  if (value && value.$unknown) return upstream ? upstream.id : "unknown";
  if (value && value.$asset) return new pulumi.asset.StringAsset("asset");
  if (value && value.$archive) return new pulumi.asset.AssetArchive({ a: new pulumi.asset.StringAsset("asset") });
  if (Array.isArray(value)) return value.map(element => known(element, upstream));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, known(element, upstream)]));
  return value;
};
const make = resource => {
  const { urn, type, name, parent, custom, inputs, dependencies, propertyDependencies, protect } = resource;
  if (byUrn.has(urn) || type === "pulumi:pulumi:Stack") return byUrn.get(urn);
  const upstream = urns => urns.map(of => plans.get(of)).filter(of => of && of.custom).map(make);
  const opts = { parent: parent && plans.has(parent) ? make(plans.get(parent)) : undefined, protect };
  const props = Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, known(value, upstream(propertyDependencies[key] || [])[0])]));
  const made = custom ? new (classOf(type))(name, props, { ...opts, dependsOn: upstream(dependencies) }) : new pulumi.ComponentResource(type, name, {}, opts);
  byUrn.set(urn, made);
  return made;
};
const plans = new Map(plan.resources.map(resource => [resource.urn, resource]));
for (const resource of plan.resources) make(resource);
`;
