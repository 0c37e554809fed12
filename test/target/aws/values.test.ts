import fc from "fast-check";
import { eighth, isNetworkRange } from "../../../lib/target/aws/cidr";
import { eventBridgeCron } from "../../../lib/target/aws/cron";
import { parentDomain } from "../../../lib/target/aws/domain";
import { fargateSize, roundingNote } from "../../../lib/target/aws/fargate";
import { priorities, priorityOf } from "../../../lib/target/aws/priority";

describe("Fargate's sizes", () => {
  it.each([
    [0.25, 512, 256, 512],
    [0.25, 3072, 512, 3072],
    [0.3, 700, 512, 1024],
    [1, 512, 1024, 2048],
    [4, 31 * 1024, 8192, 32 * 1024],
    [8, 17 * 1024, 8192, 20 * 1024],
    [16, 120 * 1024, 16_384, 120 * 1024],
  ])("%d vCPU and %d MiB become %d units and %d MiB", (cpu, memory, units, mebibytes) => {
    expect(fargateSize(cpu, memory)).toEqual({ cpu: units, memory: mebibytes });
  });

  it("end at 16 vCPU and 120 GiB", () => {
    expect(fargateSize(17, 512)).toBeUndefined();
    expect(fargateSize(1, 121 * 1024)).toBeUndefined();
  });

  it("are never smaller than what was asked for", () => {
    const cpus = fc.double({ min: 0.05, max: 16, noNaN: true });
    fc.assert(
      fc.property(cpus, fc.integer({ min: 64, max: 122_880 }), (cpu, memory) => {
        const size = fargateSize(cpu, memory);
        return size !== undefined && size.cpu >= cpu * 1024 && size.memory >= memory;
      }),
    );
  });

  it("are told when they differ from what was asked for", () => {
    expect(roundingNote(0.3, 700, { cpu: 512, memory: 1024 })).toBe(
      "0.3 vCPU and 700MiB rounded up to 0.5 vCPU and 1GiB, the next size that Fargate offers",
    );
    expect(roundingNote(0.5, 1024, { cpu: 512, memory: 1024 })).toBeUndefined();
  });
});

describe("network ranges", () => {
  it.each(["10.0.0.0/16", "172.31.16.0/20", "192.168.7.0/24"])("%s is one", range =>
    expect(isNetworkRange(range)).toBe(true),
  );
  it.each(["10.0.0.0/15", "10.0.0.0/25", "10.0.1.0/16", "10.0.300.0/24", "10.0.0/16", ""])("%j is none", range => {
    expect(isNetworkRange(range)).toBe(false);
  });

  it("are cut into eighths", () => {
    expect([0, 3, 4, 7].map(index => eighth("10.0.0.0/16", index))).toEqual([
      "10.0.0.0/19",
      "10.0.96.0/19",
      "10.0.128.0/19",
      "10.0.224.0/19",
    ]);
    expect(eighth("192.168.7.0/24", 5)).toBe("192.168.7.160/27");
  });
});

describe("cron for EventBridge", () => {
  it.each([
    ["0 3 * * *", "cron(0 3 * * ? *)"],
    ["*/15 8-18 * * 1-5", "cron(*/15 8-18 ? * MON-FRI *)"],
    ["0 0 1 jan *", "cron(0 0 1 JAN ? *)"],
    ["30 6 * * 0,7", "cron(30 6 ? * SUN,SUN *)"],
    ["0 6 * * 1/2", "cron(0 6 ? * MON,WED,FRI *)"],
    ["0 6 * * 5-7", "cron(0 6 ? * FRI,SAT,SUN *)"],
    ["0 6 * * mon-fri/2", "cron(0 6 ? * MON,WED,FRI *)"],
    ["0 6 * * */3", "cron(0 6 ? * SUN,WED,SAT *)"],
  ])("%s is %s", (cron, expression) => expect(eventBridgeCron(cron)).toBe(expression));

  it("cannot name both days", () => expect(eventBridgeCron("0 0 1 * 1")).toBeUndefined());
});

describe("a listener rule's priority", () => {
  it("puts deeper paths first", () => {
    const [root = 0, one = 0, two = 0] = ["/", "/api", "/api/v2"].map(path => priorityOf("shop.example.com", path));
    expect(two < one && one < root).toBe(true);
  });

  it("stays within what a listener takes", () => {
    const routes = fc.tuple(fc.option(fc.domain(), { nil: undefined }), fc.webPath());
    fc.assert(
      fc.property(routes, ([domain, path]) => {
        const priority = priorityOf(domain, path);
        return Number.isInteger(priority) && priority >= 1 && priority <= 50_000;
      }),
    );
  });
});

test("rules whose numbers meet get different ones, whatever the order", () => {
  const services = { b: { domain: "graphql.example.com", path: "/search" }, a: { path: "/docs" } };
  const given = priorities(services);
  expect(priorityOf("graphql.example.com", "/search")).toBe(priorityOf(undefined, "/docs"));
  expect(new Set(Object.values(given)).size).toBe(2);
  expect(priorities({ a: services.a, b: services.b })).toEqual(given);
});

test("a domain's hosted zone is its parent, or itself", () => {
  expect(parentDomain("shop.example.com")).toBe("example.com");
  expect(parentDomain("example.com")).toBe("example.com");
});
