import { costsOf, FORMATS, type Plan, type PlannedResource, type PlanValues, render } from "daytwo/plan";
import { shortType } from "../../lib/plan/render/words";

const STACK = "urn:pulumi:staging::shop::pulumi:pulumi:Stack::shop-staging";

function resource(type: string, name: string, more: Partial<PlannedResource> = {}): PlannedResource {
  return {
    urn: `urn:pulumi:staging::shop::${type}::${name}`,
    type,
    name,
    parent: STACK,
    provider: null,
    custom: true,
    remote: false,
    inputs: {},
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    aliases: [],
    ...more,
  };
}

const web = resource("shop:index:Service", "web", { custom: false, protect: true });
const inner = resource("shop:index:Inner", "inner", { custom: false, parent: web.urn });

const plan: Plan = {
  version: 1,
  project: "shop",
  stack: "staging",
  resources: [
    { ...resource("pulumi:pulumi:Stack", "shop-staging", { custom: false, parent: null }), urn: STACK },
    inner,
    resource("aws:sns/topic:Topic", "deep", { parent: inner.urn, inputs: { fifo: true } }),
    resource("aws:ecs/service:Service", "web-service", {
      parent: web.urn,
      protect: true,
      retainOnDelete: true,
      inputs: { desiredCount: 2, cpu: "256", memory: { $unknown: true }, image: `nginx ${"x".repeat(50)}`, region: "" },
    }),
    web,
    resource("aws:s3/bucket:Bucket", "logs", { importId: "logs" }),
    resource("pulumi:pulumi:StackReference", "net", { read: { id: "net" } }),
    resource("awsx:ec2:Vpc", "vpc", { custom: false, remote: true }),
  ],
  outputs: {
    url: { $unknown: true },
    password: { $secret: true },
    list: ["a|b", { $secret: true }, { x: { $unknown: true } }],
  },
  diagnostics: [
    { severity: "info", message: "rounded up", urn: web.urn },
    { severity: "error", message: "wrong" },
    { severity: "warning", message: "careful" },
  ],
};

test("tree: components hold their resources; then outputs, costs and notes, the gravest first", () => {
  expect(render([plan], "tree")).toBe(`staging: 3 resources in 3 components, 1 protected, 1 read

aws.s3.Bucket        logs       imported
StackReference       net        read
Vpc                  vpc        opaque
Service              web        2 resources
├─ aws.ecs.Service   …-service  protected · retained · cpu 256 · desiredCount 2 · image nginx ${"x".repeat(33)}…
└─ Inner             inner      1 resource
   └─ aws.sns.Topic  deep

Outputs
  url       [unknown]
  password  [secret]
  list      a|b
            [secret]
            {"x":"[unknown]"}

Costs
  Fargate tasks  2  by second, by vCPU and memory
  buckets        1  by gigabyte kept, and request
  topics         1  by message

Notes
  error    wrong
  warning  careful
  info     web: rounded up
`);
});

describe("what a resource shows at a glance", () => {
  const line = (inputs: PlanValues) => {
    const alone: Plan = { ...plan, resources: [resource("aws:x/y:Y", "a", { inputs })], outputs: {}, diagnostics: [] };
    return render([alone], "tree").split("\n")[2];
  };
  const alarm = { comparisonOperator: "GreaterThanThreshold", threshold: 80, evaluationPeriods: 3 };

  test.each<[string, PlanValues, string]>([
    ["an alarm", { ...alarm, period: 60, metricName: "CPU" }, "> 80, 3 × 60 s"],
    ["an alarm on some of its points", { ...alarm, datapointsToAlarm: 2, period: 60 }, "> 80, 2 of 3 × 60 s"],
    [
      "an alarm on a sum",
      { ...alarm, datapointsToAlarm: 3, metricQueries: [{ expression: "a" }, { metric: { period: 300 } }] },
      "> 80, 3 × 300 s",
    ],
    ["an alarm without a period", { ...alarm, metricQueries: [] }, "> 80, 3 × period"],
    ["an alarm on something unknown", { ...alarm, threshold: { $unknown: true } }, ""],
    ["one port", { fromPort: 443, toPort: 443, ipProtocol: "tcp" }, "port 443 · ipProtocol tcp"],
    ["several ports", { fromPort: 80, toPort: 90 }, "ports 80–90"],
    [
      "four things at most",
      { cpu: 1, memory: 2, replicas: 3, engine: "x", region: "y" },
      "engine x · cpu 1 · memory 2 · replicas 3",
    ],
    ["no secrets", { engine: { $secret: true } }, ""],
  ])("%s", (_what, inputs, shown) => {
    expect(line(inputs)).toBe(`aws.x.Y  a  ${shown}`.trimEnd());
  });
});

test("tree: details that don't fit a line are left out, marks never", () => {
  const lines = render([plan], "tree", { columns: 55 }).split("\n");
  expect(lines[6]).toBe("├─ aws.ecs.Service   …-service  protected · retained");
  expect(render([plan], "tree", { columns: 64 }).split("\n")[6]).toBe(`${lines[6]} · cpu 256`);
});

test("tree: several stacks, one after the other", () => {
  const empty: Plan = { ...plan, stack: "dev", resources: [], outputs: {}, diagnostics: [] };
  expect(render([empty, { ...empty, failure: { kind: "program", message: "boom" } }], "tree")).toBe(
    "dev: 0 resources\n\ndev: 0 resources, not complete\n",
  );
});

test("colour only where it is asked for", () => {
  expect(render([plan], "tree")).not.toContain("\u001b[");
  expect(render([plan], "tree", { color: true })).toContain("\u001b[32mprotected\u001b[39m");
});

test("table: a line a resource", () => {
  expect(render([plan], "table")).toBe(`staging: 3 resources in 3 components, 1 protected, 1 read

TYPE             NAME         PARENT  MARKS               DETAILS
Inner            inner        web
aws.sns.Topic    deep         inner
aws.ecs.Service  web-service  web     protected retained  cpu 256, desiredCount 2, image nginx ${"x".repeat(33)}…
Service          web
aws.s3.Bucket    logs                 imported
StackReference   net                  read
Vpc              vpc                  opaque

url       [unknown]
password  [secret]
list      a|b
          [secret]
          {"x":"[unknown]"}

error    wrong
warning  careful
info     web: rounded up
`);
});

test("markdown: folded away, and nothing in it is read as markup", () => {
  const failed: Plan = { ...plan, failure: { kind: "program", message: "boom", stack: "at fail (index.ts:1:1)" } };
  const text = render([failed], "markdown");
  expect(text).toContain("### shop staging: 3 resources in 3 components, 1 protected, 1 read, not complete\n");
  expect(text).toContain("```text\nboom\nat fail (index.ts:1:1)\n```");
  expect(text).toContain("- **info** web: rounded up");
  expect(text).toContain(
    "| Billed | How many | By |\n| --- | --- | --- |\n| Fargate tasks | 2 | second, by vCPU and memory |\n",
  );
  expect(text).toContain("<details><summary>Resources</summary>");
  expect(text).toContain(
    "| Type | Name | Parent | Marks | Details |\n| --- | --- | --- | --- | --- |\n| Inner | inner | web |  |  |",
  );
  expect(text).toContain(
    '| list | \\["a\\|b","\\[secret\\]",{"x":"\\[unknown\\]"}\\] |'.replaceAll("{", "\\{").replaceAll("}", "\\}"),
  );
  const bare = render([{ ...plan, outputs: {}, diagnostics: [] }], "markdown");
  expect(bare).not.toContain("Output");
});

test("JSON: one plan as it is with its costs, several as a list", () => {
  const shown = { ...plan, costs: costsOf(plan) };
  expect(JSON.parse(render([plan], "json"))).toEqual(shown);
  expect(JSON.parse(render([plan, plan], "json"))).toEqual([shown, shown]);
});

test("there are no other formats", () => {
  expect(FORMATS).toEqual(["tree", "table", "markdown", "json"]);
});

test.each([
  ["aws:s3/bucket:Bucket", "aws.s3.Bucket"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws.cloudwatch.MetricAlarm"],
  ["random:index/randomPassword:RandomPassword", "random.RandomPassword"],
  ["kubernetes:apps/v1:Deployment", "kubernetes.apps.v1.Deployment"],
  ["azure-native:storage:StorageAccount", "azure-native.storage.StorageAccount"],
  ["pulumi:providers:aws", "provider aws"],
  ["pulumi-nodejs:dynamic:Resource", "pulumi-nodejs.dynamic.Resource"],
])("%s is shown as %s", (type, short) => {
  expect(shortType({ type, custom: true })).toBe(short);
});
