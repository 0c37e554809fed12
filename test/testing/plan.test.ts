import { setTimeout } from "node:timers/promises";
import { runInThisContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "daytwo";
import { plan } from "daytwo/testing";
import { collectRejections } from "../../lib/plan/rejections";
import { Group, Thing } from "../plan/thing";

test("gives the resources, sorted by URN, and the outputs", async () => {
  const planned = await plan(() => {
    const b = new Thing("b", { value: 2 });
    new Thing("a", { value: 1 });
    return { two: b.value, made: b.made };
  });
  expect(planned.resources.map(({ name }) => name)).toEqual(["project-stack", "a", "b"]);
  expect(planned.outputs).toEqual({ two: 2, made: { $unknown: true } });
});

test("finds resources by type and by name", async () => {
  const planned = await plan(() => {
    new Thing("a");
    new Thing("b");
    new Group("a");
  });
  expect(planned.all("test:index:Thing").map(({ name }) => name)).toEqual(["a", "b"]);
  expect(planned.one("test:index:Thing", "b").urn).toBe("urn:pulumi:stack::project::test:index:Thing::b");
  expect(planned.one("test:index:Group").name).toBe("a");
  expect(planned.named("b").type).toBe("test:index:Thing");
  expect(() => planned.one("test:index:Thing")).toThrow(
    "2 resources of type test:index:Thing; these:\n  urn:pulumi:stack::project::test:index:Thing::a\n  urn:pulumi:stack::project::test:index:Thing::b",
  );
  expect(() => planned.named("a")).toThrow("2 resources named a; these:");
  expect(() => planned.one("test:index:Other", "x")).toThrow(
    "0 resources of type test:index:Other named x; there are only these:",
  );
});

test("takes the project's and the stack's names, and the organization", async () => {
  const planned = await plan(
    () => ({ told: [pulumi.getProject(), pulumi.getStack(), pulumi.getOrganization(), pulumi.getRootDirectory()] }),
    { project: "shop", stack: "staging", organization: "acme" },
  );
  expect(planned.outputs).toEqual({ told: ["shop", "staging", "acme", process.cwd()] });
});

test("takes configuration as plain objects", async () => {
  const program = () => {
    const config = new pulumi.Config();
    return {
      text: config.require("text"),
      number: config.requireNumber("number"),
      object: config.requireObject("object"),
      other: new pulumi.Config("aws").require("region"),
      old: config.require("old"),
      secret: config.requireSecret("secret"),
    };
  };
  const planned = await plan(program, {
    config: { text: "a", number: 3, object: { deep: [true] }, "aws:region": "eu-west-1", "project:config:old": "b" },
    secrets: { secret: "hunter22" },
  });
  expect(planned.outputs).toEqual({
    text: "a",
    number: 3,
    object: { deep: [true] },
    other: "eu-west-1",
    old: "b",
    secret: { $secret: true },
  });
});

test("takes the outputs of other stacks as plain objects", async () => {
  const program = async () => {
    const network = new pulumi.StackReference("acme/network/prod");
    return {
      id: network.requireOutput("vpcId"),
      password: network.getOutput("password"),
      prompt: await network.requireOutputValue("vpcId"),
      details: await network.getOutputDetails("vpcId"),
    };
  };
  const planned = await plan(program, {
    fixtures: {
      stackReferences: {
        "acme/network/prod": { vpcId: "vpc-1", password: { $secret: "hunter22" } },
      },
    },
  });
  expect(planned.outputs).toEqual({
    id: "vpc-1",
    password: { $secret: true },
    prompt: "vpc-1",
    details: { value: "vpc-1" },
  });
  expect(planned.diagnostics).toEqual([]);
});

test("waits for every resource, also behind outputs that take their time", async () => {
  const planned = await plan(() => {
    const soon = new Promise<string>(resolve => globalThis.setTimeout(() => resolve("first"), 20));
    pulumi.output(soon).apply(async name => {
      new Thing(name);
      await setTimeout(20);
      new Thing("second", { value: 2 }).value.apply(() => new Thing("third"));
    });
  });
  expect(planned.all("test:index:Thing").map(({ name }) => name)).toEqual(["first", "second", "third"]);
});

test("waits for a program that is asynchronous", async () => {
  const planned = await plan(async () => {
    await setTimeout(5);
    new Thing("late");
    return { late: true };
  });
  expect(planned.named("late")).toBeDefined();
  expect(planned.outputs).toEqual({ late: true });
});

describe("rejects with the program's own error", () => {
  const error = new InputError("shop", [{ path: "cpu", message: "is missing" }]);

  test("that it throws", async () => {
    await expect(
      plan(() => {
        throw error;
      }),
    ).rejects.toBe(error);
  });

  test("that it rejects with", async () => {
    await expect(plan(() => Promise.reject(error))).rejects.toBe(error);
  });

  test("that the callback of an apply throws, which nobody looks at", async () => {
    const planned = plan(() => {
      pulumi.output(1).apply(() => {
        throw error;
      });
    });
    await expect(planned).rejects.toBe(error);
  });

  test("that an input is rejected with", async () => {
    await expect(plan(() => new Thing("a", { value: Promise.reject(error) }))).rejects.toBe(error);
  });
});

test("an error that the program handles is none", async () => {
  const planned = await plan(() => {
    const failing = pulumi.output(1).apply((): string => {
      throw new Error("handled");
    });
    return { outcome: pulumi.recover(failing, () => "recovered") };
  });
  expect(planned.outputs).toEqual({ outcome: "recovered" });
});

test("several plans at once stay apart", async () => {
  const one = (name: string) =>
    plan(
      async () => {
        const size = new pulumi.Config().require("size");
        await setTimeout(Math.random() * 10);
        const thing = new Thing(name, { value: size });
        pulumi.log.info(name);
        return { of: thing.value.apply(value => `${pulumi.getStack()} ${value}`) };
      },
      { stack: name, config: { size: name.length } },
    );
  const failing = expect(
    plan(() => {
      pulumi.output(1).apply(() => {
        throw new Error("only mine");
      });
    }),
  ).rejects.toThrow("only mine");
  const names = ["a", "bb", "ccc", "dddd"];
  const plans = await Promise.all(names.map(one));
  await failing;
  for (const [index, planned] of plans.entries()) {
    const name = names[index];
    expect(planned.resources.map(resource => resource.name)).toEqual([`project-${name}`, name]);
    expect(planned.outputs).toEqual({ of: `${name} ${name?.length}` });
    expect(planned.diagnostics).toEqual([{ severity: "info", message: name }]);
  }
});

test("messages for people are diagnostics, those about a resource with its URN; debug messages are left out", async () => {
  const planned = await plan(() => {
    const thing = new Thing("a");
    pulumi.log.debug("not this");
    pulumi.log.info("rounded up", thing);
    pulumi.log.warn("careful");
    pulumi.log.error("wrong");
  });
  expect(planned.diagnostics).toEqual([
    { severity: "info", message: "rounded up", urn: "urn:pulumi:stack::project::test:index:Thing::a" },
    { severity: "warning", message: "careful" },
    { severity: "error", message: "wrong" },
  ]);
});

test("rejections of others reach whoever listened before", async () => {
  const real: NodeJS.Process = runInThisContext("process");
  const before = real.listeners("unhandledRejection");
  real.removeAllListeners("unhandledRejection");
  const heard: unknown[] = [];
  const listener = (error: unknown) => heard.push(error);
  real.on("unhandledRejection", listener);
  const mine = collectRejections(() => false);
  void Promise.reject("foreign");
  await setTimeout(1);
  mine.stop();
  mine.stop();
  expect(heard).toEqual(["foreign"]);
  expect(mine.errors.size).toBe(0);
  expect(real.listeners("unhandledRejection")).toEqual([listener]);
  real.removeAllListeners("unhandledRejection");
  for (const each of before) real.on("unhandledRejection", each);
});
