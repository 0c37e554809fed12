import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { thresholdsOf } from "../../../lib/alerts/defaults";
import { json } from "../../../lib/common/json";
import { LIMITS, pageOf, type Section } from "../../../lib/dashboard/aws/layout";
import { sectionsOf } from "../../../lib/dashboard/aws/sections";
import { serviceCharts } from "../../../lib/dashboard/aws/services";
import { alarmStates, chart } from "../../../lib/dashboard/aws/widgets";
import type { AwsWatch } from "../../../lib/target/aws/watch";

interface Placed {
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  properties: { title?: string; markdown?: string; region?: string; metrics?: unknown[][]; alarms?: string[] };
}

/** Names as long as AWS takes them. */
const long = (text: string, length: number) => text.padEnd(length, "x");

function watchOf(services: number, workers: number, groups: number, shared: boolean): AwsWatch {
  const service = (index: number, targetGroups: number) =>
    [
      `s${index}`,
      {
        clusterName: long("acme", 255),
        serviceName: long(`s${index}`, 255),
        minimumTasks: 2,
        targetGroups: Array.from(
          { length: targetGroups },
          (_, group) => `targetgroup/${long(`${index}-${group}`, 49)}`,
        ),
      },
    ] as const;
  const all = Array.from({ length: services + workers }, (_, index) => service(index, index < services ? groups : 0));
  return {
    endpoints: [],
    loadBalancer: { arnSuffix: "app/acme/0123456789abcdef", shared },
    services: Object.fromEntries(all),
    scheduleGroup: "shop-schedule-group",
    database: { instanceIdentifier: "shop" },
  };
}

async function pageFor(sections: readonly Section[]): Promise<{ text: string; widgets: Placed[] }> {
  const known = await new Promise<string>(resolve => void json(sections).apply(resolve));
  const text = JSON.stringify(pageOf("# shop", JSON.parse(known)));
  return { text, widgets: JSON.parse(text).widgets };
}

const metricsOf = ({ properties }: Placed) => properties.metrics?.length ?? 0;

function expectWithinLimits({ text, widgets }: { text: string; widgets: Placed[] }): void {
  expect(widgets.length).toBeLessThanOrEqual(500);
  expect(widgets.reduce((sum, widget) => sum + metricsOf(widget), 0)).toBeLessThanOrEqual(2_500);
  for (const widget of widgets) expect(metricsOf(widget)).toBeLessThanOrEqual(500);
  for (const { properties } of widgets) expect(properties.alarms?.length ?? 0).toBeLessThanOrEqual(100);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMITS.bytes);
  for (const { type, properties } of widgets) if (type === "metric") expect(properties.region).toBeTruthy();
}

function expectApart(widgets: readonly Placed[]): void {
  const cells = widgets.flatMap(({ x, y, width, height }) => {
    expect(x + width).toBeLessThanOrEqual(24);
    return Array.from(
      { length: width * height },
      (_, index) => `${x + (index % width)},${y + Math.floor(index / width)}`,
    );
  });
  expect(new Set(cells).size).toBe(cells.length);
}

const many = fc.integer({ min: 0, max: 1_500 });

test("any number of services, workers and alarms stays within what CloudWatch takes, each widget in its own place", async () => {
  await fc.assert(
    fc.asyncProperty(
      many,
      many,
      fc.integer({ min: 1, max: 2 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 6_000 }),
      async (services, workers, groups, shared, alarms) => {
        const watch = watchOf(services, workers, groups, shared);
        const arns = Array.from({ length: alarms }, (_, index) => long(`arn:aws:cloudwatch:::alarm:${index}`, 300));
        const states = [];
        for (let from = 0; from < arns.length; from += 100)
          states.push(alarmStates(`Alarms from ${from}`, arns.slice(from, from + 100), from === 0 ? 0 : 2));
        const page = await pageFor([{ title: "Alarms", widgets: states }, ...sectionsOf({ watch }, "eu-west-1")]);
        expectWithinLimits(page);
        expectApart(page.widgets);
      },
    ),
    { numRuns: 12 },
  );
});

describe("of more than fits", () => {
  const titles = ({ widgets }: { widgets: Placed[] }) => widgets.map(({ properties }) => properties.title);
  const missing = ({ widgets }: { widgets: Placed[] }) =>
    widgets.find(({ properties }) => properties.markdown?.startsWith("**Left out**"))?.properties.markdown;

  it("keeps what is worst, and says what is missing", async () => {
    const page = await pageFor(sectionsOf({ watch: watchOf(400, 0, 2, false) }, "eu-west-1"));
    expect(titles(page)).toEqual(
      expect.arrayContaining([
        "Share answered 5xx",
        "Response time",
        "Answered 5xx (1 of 2): the 10 highest",
        "Database connections",
        "Starts of scheduled jobs",
      ]),
    );
    expect(missing(page)).toMatch(
      /^\*\*Left out\*\*, because a dashboard takes 2500 metrics and 500 widgets: .*Response time, p95/,
    );
    expect(missing(page)).not.toContain("Response time, p99");
  });

  it("says nothing of the kind where all fits", async () => {
    expect(missing(await pageFor(sectionsOf({ watch: watchOf(3, 2, 2, true) }, "eu-west-1")))).toBeUndefined();
  });
});

describe("a chart", () => {
  const cpu = (count: number) => {
    const [first] = serviceCharts(watchOf(0, count, 0, false), thresholdsOf({}));
    if (!first) throw new Error("no chart");
    return chart(first, "eu-west-1").map(({ properties }) => properties);
  };

  it("draws few lines as they are, with the limit", () => {
    const [only] = cpu(10);
    expect(only).toMatchObject({ title: "CPU", annotations: { horizontal: [{ value: 80 }] } });
    expect(only?.metrics?.[0]).toEqual([
      "AWS/ECS",
      "CPUUtilization",
      "ClusterName",
      long("acme", 255),
      "ServiceName",
      long("s0", 255),
      { label: "s0", stat: "Average" },
    ]);
  });

  it("draws the worst of many", () => {
    const [only, ...others] = cpu(11);
    expect(others).toEqual([]);
    expect(only?.title).toBe("CPU: the 10 highest");
    expect(only?.metrics?.[0]).toEqual([{ expression: "SORT(METRICS(), MAX, DESC, 10)" }]);
    expect(only?.metrics?.[11]).toContainEqual({ label: "s10", stat: "Average", id: "m11", visible: false });
  });

  it("is several where one cannot hold all lines", () => {
    expect(cpu(1_000).map(({ title, metrics }) => [title, metrics?.length])).toEqual([
      ["CPU (1 of 3): the 10 highest", 500],
      ["CPU (2 of 3): the 10 highest", 500],
      ["CPU (3 of 3)", 2],
    ]);
  });
});

test("waits for names that are known only later", async () => {
  const watch = { endpoints: [], loadBalancer: { arnSuffix: pulumi.output("app/shop/1") } };
  const { text } = await pageFor(sectionsOf({ watch, charges: false }, pulumi.output("eu-west-1")));
  expect(text).toContain('"LoadBalancer","app/shop/1"');
});
