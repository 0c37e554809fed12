import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Group, Thing } from "../thing";

const TOKEN = "test:index/find:find";
interface Found {
  id: string;
  ids: string[];
  text: string;
  deep: { list: string[] };
}

const find = (args: Record<string, unknown> = {}): Promise<Found> =>
  pulumi.runtime.invoke(TOKEN, args, { async: true });
const findOutput = (args: Record<string, unknown> = {}): pulumi.Output<Found> =>
  pulumi.runtime.invokeOutput(TOKEN, args);

const PLAIN_NOTE = {
  severity: "warning",
  message: `${TOKEN}: its plain result is unknown here; a fixtures file can give it (invokes), and must where the program decides by it`,
};

describe("the output form", () => {
  test("is unknown where no fixture answers, which is said", async () => {
    const planned = await plan(() => {
      new Thing("a", { found: findOutput().id });
    });
    expect(planned.named("a").inputs).toEqual({ found: { $unknown: true } });
    expect(planned.diagnostics).toEqual([
      { severity: "info", message: `${TOKEN}: its result is unknown here; a fixtures file can give it (invokes)` },
    ]);
  });

  test("is the fixture's result; secrets in it stay secret", async () => {
    const fixtures = { invokes: { [TOKEN]: { id: "i-1", text: { $secret: "hunter22" } } } };
    const planned = await plan(() => ({ id: findOutput().id }), { fixtures });
    expect(planned.outputs).toEqual({ id: { $secret: true } });
    expect(planned.diagnostics).toEqual([]);
  });

  test("a single value", async () => {
    const single = () => ({ one: pulumi.runtime.invokeSingleOutput(TOKEN, {}) });
    expect((await plan(single)).outputs).toEqual({ one: { $unknown: true } });
    const fixtures = { invokes: { [TOKEN]: { value: 42 } } };
    expect((await plan(single, { fixtures })).outputs).toEqual({ one: 42 });
  });

  test("an unknown argument makes the result unknown without asking", async () => {
    const planned = await plan(
      () => {
        const a = new Thing("a");
        return { id: findOutput({ by: a.made }).id };
      },
      { fixtures: { invokes: { [TOKEN]: { id: "i-1" } } } },
    );
    expect(planned.outputs).toEqual({ id: { $unknown: true } });
  });
});

test("an invoke that depends on what is yet to be made is unknown, as under the engine", async () => {
  const ask = (dependsOn: pulumi.Resource) =>
    pulumi.runtime.invokeOutput<Found>(TOKEN, {}, { dependsOn: [dependsOn] }).id;
  const planned = await plan(
    () => {
      const unmade = new Thing("unmade");
      return {
        unmade: ask(unmade),
        component: ask(new Group("g", parent => new Thing("inside", {}, { parent }))),
        empty: ask(new Group("empty")),
        imported: ask(new Thing("there", {}, { import: "i-1" })),
      };
    },
    { fixtures: { invokes: { [TOKEN]: { id: "i-1" } } } },
  );
  const unknown = { $unknown: true };
  expect(planned.outputs).toEqual({ unmade: unknown, component: unknown, empty: "i-1", imported: "i-1" });
});

describe("the plain form", () => {
  test("gives the fixture's result", async () => {
    const planned = await plan(async () => ({ ids: (await find()).ids.map(id => `<${id}>`) }), {
      fixtures: { invokes: { [TOKEN]: { ids: ["a", "b"] } } },
    });
    expect(planned.outputs).toEqual({ ids: ["<a>", "<b>"] });
  });

  test("goes on without a fixture: whatever comes of the result is unknown, which is said", async () => {
    const planned = await plan(async () => {
      const found = await find();
      new Thing("a", {
        whole: found,
        part: found.id,
        first: found.ids[0],
        some: found.deep.list.slice(0, 2),
        lower: found.text.toLowerCase(),
        inText: `<${found.id}>`,
        inJson: JSON.stringify({ id: found.id }),
        inOutput: pulumi.interpolate`<${found.id}>`,
        lifted: pulumi.output(found).deep,
        joined: `x${found.deep.list}`,
        known: "plain",
      });
    });
    const { known, ...others } = planned.named("a").inputs;
    expect(known).toBe("plain");
    expect(new Set(Object.values(others).map(value => JSON.stringify(value)))).toEqual(new Set(['{"$unknown":true}']));
    expect(Object.keys(others)).toHaveLength(10);
    expect(planned.diagnostics).toEqual([PLAIN_NOTE]);
  });

  test("a name made of an unknown text is the same in every run", async () => {
    const program = async () => new Thing(`logs-${(await find()).id}`);
    const [one, two] = await Promise.all([plan(program), plan(program)]);
    expect(one.resources.map(({ urn }) => urn)).toEqual(two.resources.map(({ urn }) => urn));
    expect(one.all("test:index:Thing")[0]?.name).toMatch(/^logs-unknown-[0-9a-f]{12}$/);
  });

  test.each<[string, string, (found: Found) => unknown]>([
    ["to loop over", "ids", found => [...found.ids]],
    ["to map", "ids", found => found.ids.map(id => id)],
    ["to count", "ids", found => found.ids.length],
    ["to compare", "text", found => found.text.startsWith("a")],
  ])("a program that has to know it %s gets an error that says what to give", async (_what, property, use) => {
    await expect(plan(async () => use(await find()))).rejects.toThrow(
      `${TOKEN}.${property}: the program has to know this value, and the plan can't; give it under invokes in a fixtures file: {"invokes":{"${TOKEN}":{"…":"…"}}}`,
    );
  });

  test("an unknown argument gives a stand-in, too", async () => {
    const planned = await plan(async () => {
      const first = await find();
      const second = await find({ by: first.id });
      return { id: second.id };
    });
    expect(planned.outputs).toEqual({ id: { $unknown: true } });
  });

  test("inside an apply makes the output unknown", async () => {
    const planned = await plan(() => ({ id: pulumi.output("x").apply(async by => (await find({ by })).id) }));
    expect(planned.outputs).toEqual({ id: { $unknown: true } });
  });

  test("what configuration says of the result is known", async () => {
    const region = () =>
      pulumi.runtime
        .invoke("aws:index/getRegion:getRegion", {})
        .then(({ name, description }) => ({ name, description }));
    expect((await plan(region, { config: { "aws:region": "eu-west-1" } })).outputs).toEqual({
      name: "eu-west-1",
      description: { $unknown: true },
    });
    expect((await plan(region)).outputs.name).toEqual({ $unknown: true });
    const client = () => pulumi.runtime.invoke("gcp:organizations/getClientConfig:getClientConfig", {});
    const project = async () => ({ project: (await client()).project, zone: (await client()).zone });
    expect((await plan(project, { config: { "gcp:project": "p" } })).outputs).toEqual({
      project: "p",
      zone: { $unknown: true },
    });
  });

  test("lists that programs loop over are taken to be three long, which is said", async () => {
    const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
    const planned = await plan(async () => {
      const { names } = await pulumi.runtime.invoke(token, {});
      return { names, count: names.length };
    });
    expect(planned.outputs).toEqual({ names: [1, 2, 3].map(() => ({ $unknown: true })), count: 3 });
    expect(planned.diagnostics).toContainEqual({
      severity: "warning",
      message: `${token}: taken to have three names, each unknown`,
    });
    const subnets = await plan(async () => (await pulumi.runtime.invoke("aws:ec2/getSubnets:getSubnets", {})).ids);
    expect(Object.keys(subnets.outputs)).toHaveLength(3);
    const older = await plan(async () => (await pulumi.runtime.invoke("aws:ec2/getSubnetIds:getSubnetIds", {})).ids);
    expect(Object.keys(older.outputs)).toHaveLength(3);
  });
});

describe("fixtures", () => {
  test("answer by arguments: the first that fits", async () => {
    const program = () => ({
      one: findOutput({ by: "name", name: "one" }).id,
      two: findOutput({ by: "name", name: "two" }).id,
      rest: findOutput({ by: "tag" }).id,
      none: pulumi.runtime.invokeOutput<Found>("test:index/other:other", {}).id,
    });
    const planned = await plan(program, {
      fixtures: {
        invokes: {
          [TOKEN]: [
            { args: { name: "one" }, result: { id: "i-1" } },
            { args: { name: "two", by: "name" }, result: { id: "i-2" } },
            { result: { id: "i-0" } },
          ],
          "test:index/other:other": [{ args: { x: 1 }, result: {} }],
        },
      },
    });
    expect(planned.outputs).toEqual({ one: "i-1", two: "i-2", rest: "i-0", none: { $unknown: true } });
  });

  test("may be functions of the arguments, in code", async () => {
    const planned = await plan(() => ({ id: findOutput({ name: "x", secret: pulumi.secret("hunter22") }).id }), {
      fixtures: { invokes: { [TOKEN]: args => ({ id: JSON.stringify(args) }) } },
    });
    expect(planned.outputs).toEqual({ id: { $secret: true } });
  });

  test("may leave parts unknown", async () => {
    const planned = await plan(
      async () => {
        const { id, text } = await find();
        return { id, text, both: pulumi.output(findOutput({ other: 1 })).text };
      },
      { fixtures: { invokes: { [TOKEN]: { id: "i-1", text: { $unknown: true, $secret: true } } } } },
    );
    expect(planned.outputs).toEqual({ id: "i-1", text: { $unknown: true }, both: { $secret: true, $unknown: true } });
  });
});

test("transforms of invokes change the arguments", async () => {
  const planned = await plan(
    () => {
      pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, added: 1 }, opts }));
      pulumi.runtime.registerInvokeTransform(() => undefined);
      return { id: findOutput({ given: 2 }).id };
    },
    { fixtures: { invokes: { [TOKEN]: args => ({ id: JSON.stringify(args) }) } } },
  );
  expect(JSON.parse(String(planned.outputs.id))).toEqual({ given: 2, added: 1 });
});

test("a method's result is unknown, or the fixture's", async () => {
  const call = () => ({
    result: pulumi.runtime.call<{ url: string }>("test:index:Thing/url", { a: 1 }).url,
    single: pulumi.runtime.callSingle<string>("test:index:Thing/url", { a: 2 }),
  });
  const unknown = await plan(call);
  expect(unknown.outputs).toEqual({ result: { $unknown: true }, single: { $unknown: true } });
  expect(unknown.diagnostics).toEqual([
    {
      severity: "info",
      message: "test:index:Thing/url: its result is unknown here; a fixtures file can give it (invokes)",
    },
  ]);
  const fixtures = { invokes: { "test:index:Thing/url": { url: "https://example.com" } } };
  expect((await plan(call, { fixtures })).outputs).toEqual({
    result: "https://example.com",
    single: "https://example.com",
  });
});
