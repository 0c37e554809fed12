import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Group, Provider, Thing } from "../thing";

test("a resource that exists is read: its id is known, its state isn't", async () => {
  const planned = await plan(() => {
    const provider = new Provider("west");
    const a = new Thing("a", { value: 1 }, { id: "i-123", provider, dependsOn: [new Thing("b")] });
    const c = new Thing("c", {}, { id: new Thing("d").made });
    return { id: a.id, value: a.value, made: a.made, later: c.id };
  });
  expect(planned.named("a")).toMatchObject({
    read: { id: "i-123" },
    inputs: { value: 1 },
    provider: "urn:pulumi:stack::project::pulumi:providers:test::west",
    dependencies: ["urn:pulumi:stack::project::test:index:Thing::b"],
    custom: true,
    protect: false,
  });
  expect(planned.named("c").read).toEqual({ id: { $unknown: true } });
  expect(planned.outputs).toMatchObject({ id: "i-123", value: 1, made: { $unknown: true } });
});

test("another stack is read; its outputs are unknown without a fixture, which is said", async () => {
  const planned = await plan(async () => {
    const network = new pulumi.StackReference("net", { name: "acme/network/prod" });
    return {
      id: network.getOutput("vpcId"),
      required: network.requireOutput("vpcId"),
      prompt: await network.getOutputValue("vpcId"),
      promptly: `<${await network.requireOutputValue("vpcId")}>`,
      details: (await network.getOutputDetails("vpcId")).value,
    };
  });
  const unknown = { $unknown: true };
  expect(planned.named("net")).toMatchObject({
    type: "pulumi:pulumi:StackReference",
    read: { id: "acme/network/prod" },
    inputs: { name: "acme/network/prod" },
  });
  expect(planned.outputs).toEqual({
    id: unknown,
    required: unknown,
    prompt: unknown,
    promptly: unknown,
    details: unknown,
  });
  expect(planned.diagnostics).toEqual([
    {
      severity: "info",
      urn: planned.named("net").urn,
      message: "its outputs are unknown here; a fixtures file can give them (stackReferences)",
    },
  ]);
});

test("a program that has to know another stack's output gets an error that says what to give", async () => {
  const program = async () => {
    const network = new pulumi.StackReference("acme/network/prod");
    for (const id of await network.requireOutputValue("subnetIds")) new Thing(id);
  };
  await expect(plan(program)).rejects.toThrow(
    'acme/network/prod subnetIds: the program has to know this value, and the plan can\'t; give it under stackReferences in a fixtures file: {"stackReferences":{"acme/network/prod":{"…":"…"}}}',
  );
});

test("an output that another stack doesn't have fails as under the engine", async () => {
  const program = () => ({ id: new pulumi.StackReference("acme/network/prod").requireOutput("nope") });
  await expect(
    plan(program, { fixtures: { stackReferences: { "acme/network/prod": { vpcId: "vpc-1" } } } }),
  ).rejects.toThrow("Required output 'nope' does not exist on stack 'acme/network/prod'.");
});

test("the function that reads another stack's outputs", async () => {
  const read = () => ({
    outputs: pulumi.runtime.invokeOutput<{ vpcId: string }>("pulumi:pulumi:readStackOutputs", { name: "a/b/c" }).vpcId,
  });
  const fixtures = { stackReferences: { "a/b/c": { vpcId: "vpc-1" } } };
  expect((await plan(read, { fixtures })).outputs).toEqual({ outputs: "vpc-1" });
});

test("references to resources become resources again, with what is known of them", async () => {
  class Known extends Thing {}
  pulumi.runtime.registerResourceModule("test", "index", {
    version: "1.0.0",
    construct: (name: string, _type: string, urn: string) => new Known(name, {}, { urn }),
  });
  const planned = await plan(() => {
    const a = new Thing("a", { value: 7 }, { import: "i-1" });
    const b = new Thing("b", { value: a });
    const again = b.value.apply(value =>
      value instanceof Known ? pulumi.all([value.value, value.id, value.urn]) : [],
    );
    return { again };
  });
  expect(planned.outputs).toEqual({ again: [7, "i-1", "urn:pulumi:stack::project::test:index:Thing::a"] });
  expect(planned.all("test:index:Thing")).toHaveLength(2);
});

test("a reference to a resource that isn't there is refused in the engine's words", async () => {
  const program = () => new Thing("a", {}, { urn: "urn:pulumi:stack::project::test:index:Thing::nowhere" });
  await expect(plan(program)).rejects.toThrow("unknown resource urn:pulumi:stack::project::test:index:Thing::nowhere");
});

test("whether a resource exists is unknown", async () => {
  const exists = () => pulumi.runtime.existsResource("test:index:Thing", "i-1");
  expect((await plan(() => ({ exists: exists() }))).outputs).toEqual({ exists: { $unknown: true } });
});

test("parameterized packages are accepted", async () => {
  const planned = await plan(async () => {
    await new Group("g").urn;
    const ref = await pulumi.runtime.registerPackage({
      baseProviderName: "terraform-provider",
      baseProviderVersion: "1.0.0",
      baseProviderDownloadUrl: "",
      packageName: "foo",
      packageVersion: "1.0.0",
      base64Parameter: "e30=",
    });
    return { ref: typeof ref };
  });
  expect(planned.outputs).toEqual({ ref: "string" });
});
