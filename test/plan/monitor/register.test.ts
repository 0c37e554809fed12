import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Group, Provider, Thing } from "../thing";

const STACK = "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack";
const urn = (type: string, name: string) => `urn:pulumi:stack::project::${type}::${name}`;

describe("identity", () => {
  test("URNs hold the types of the ancestors, without the stack's", async () => {
    const planned = await plan(() => {
      new Group("outer", outer => {
        new Group("inner", inner => new Thing("leaf", {}, { parent: inner }), { parent: outer });
      });
      const base = new Thing("base");
      new Thing("child", {}, { parent: base });
    });
    expect(planned.named("outer")).toMatchObject({
      urn: urn("test:index:Group", "outer"),
      parent: STACK,
      custom: false,
    });
    expect(planned.named("leaf")).toMatchObject({
      urn: urn("test:index:Group$test:index:Group$test:index:Thing", "leaf"),
      parent: urn("test:index:Group$test:index:Group", "inner"),
      custom: true,
      remote: false,
    });
    expect(planned.named("child").urn).toBe(urn("test:index:Thing$test:index:Thing", "child"));
    expect(planned.named("project-stack")).toMatchObject({ urn: STACK, parent: null });
  });

  test("names may hold colons", async () => {
    const planned = await plan(() => new Group("a::b", parent => new Thing("c::d", {}, { parent })));
    expect(planned.named("c::d").parent).toBe(urn("test:index:Group", "a::b"));
  });

  test("a name that is taken is refused in the engine's words", async () => {
    const program = () => {
      new Thing("a");
      new Thing("a");
    };
    await expect(plan(program)).rejects.toThrow(
      `failed to register new resource a [test:index:Thing]: Duplicate resource URN '${urn("test:index:Thing", "a")}'; try giving it a unique name`,
    );
  });

  test("a parent that isn't there is refused in the engine's words", async () => {
    const program = () => {
      const elsewhere = new pulumi.DependencyResource("urn:pulumi:stack::project::test:index:Thing::nowhere");
      new Thing("a", {}, { parent: elsewhere });
    };
    await expect(plan(program)).rejects.toThrow(
      "could not find parent resource urn:pulumi:stack::project::test:index:Thing::nowhere",
    );
  });

  test("the place in the program is kept", async () => {
    const line = Number(/register\.test\.ts:(\d+)/.exec(new Error().stack ?? "")?.[1]);
    const planned = await plan(() => new Thing("a"));
    expect(planned.named("a").source).toEqual({
      file: "test/plan/monitor/register.test.ts",
      line: line + 1,
      column: expect.any(Number),
    });
  });
});

describe("values", () => {
  test("what a resource is given is what it has; the rest is unknown", async () => {
    const planned = await plan(() => {
      const a = new Thing("a", { value: { deep: [1, "x", null, true] } });
      new Thing("b", { known: a.value, unknown: a.made, id: "not an input", inText: pulumi.interpolate`<${a.made}>` });
      return { urn: a.urn, id: a.id };
    });
    expect(planned.named("b").inputs).toEqual({
      known: { deep: [1, "x", null, true] },
      unknown: { $unknown: true },
      inText: { $unknown: true },
    });
    expect(planned.outputs).toEqual({ urn: urn("test:index:Thing", "a"), id: { $unknown: true } });
  });

  test("secrets are marked, whatever becomes of them, and their values stay behind", async () => {
    const planned = await plan(() => {
      const secret = pulumi.secret("hunter22");
      const a = new Thing("a", { value: secret, list: ["plain", secret], derived: pulumi.interpolate`x-${secret}` });
      new Thing("b", { passed: a.value, both: pulumi.secret(a.made), object: pulumi.secret({ user: "u" }) });
      return { secret, nested: { secret } };
    });
    expect(planned.named("a").inputs).toEqual({
      value: { $secret: true },
      list: ["plain", { $secret: true }],
      derived: { $secret: true },
    });
    expect(planned.named("b").inputs).toEqual({
      passed: { $secret: true },
      both: { $secret: true, $unknown: true },
      object: { $secret: true },
    });
    expect(planned.outputs).toEqual({ secret: { $secret: true }, nested: { secret: { $secret: true } } });
    expect(JSON.stringify(planned)).not.toContain("hunter22");
  });

  test("outputs that are declared secret are secret", async () => {
    const planned = await plan(() => {
      const a = new Thing("a", { value: 1 }, { additionalSecretOutputs: ["made", "value"] });
      new Thing("b", { made: a.made, value: a.value });
    });
    expect(planned.named("a")).toMatchObject({ inputs: { value: 1 }, additionalSecretOutputs: ["made", "value"] });
    expect(planned.named("b").inputs).toEqual({ made: { $secret: true, $unknown: true }, value: { $secret: true } });
  });

  test("assets and archives", async () => {
    const planned = await plan(
      () =>
        new Thing("a", {
          file: new pulumi.asset.FileAsset("./a.txt"),
          text: new pulumi.asset.StringAsset("hello"),
          long: new pulumi.asset.StringAsset("x".repeat(2_000)),
          remote: new pulumi.asset.RemoteAsset("https://example.com/a"),
          directory: new pulumi.asset.FileArchive("./dir"),
          tarball: new pulumi.asset.RemoteArchive("https://example.com/a.tgz"),
          several: new pulumi.asset.AssetArchive({ "a.txt": new pulumi.asset.StringAsset("hello") }),
        }),
    );
    expect(planned.named("a").inputs).toEqual({
      file: { $asset: { path: "./a.txt" } },
      text: { $asset: { text: "hello" } },
      long: { $asset: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 2_000 } },
      remote: { $asset: { uri: "https://example.com/a" } },
      directory: { $archive: { path: "./dir" } },
      tarball: { $archive: { uri: "https://example.com/a.tgz" } },
      several: { $archive: { assets: { "a.txt": { $asset: { text: "hello" } } } } },
    });
  });

  test("resources that are handed over whole", async () => {
    const planned = await plan(() => {
      const a = new Thing("a");
      const group = new Group("g");
      new Thing("b", { thing: a, group });
    });
    expect(planned.named("b").inputs).toEqual({
      thing: { $resource: urn("test:index:Thing", "a") },
      group: { $resource: urn("test:index:Group", "g") },
    });
    expect(planned.named("b").dependencies).toEqual([urn("test:index:Thing", "a")]);
  });

  test("a dynamic resource's provider is told by its digest only", async () => {
    const provider: pulumi.dynamic.ResourceProvider = {
      create: async inputs => ({ id: "hunter22", outs: inputs }),
    };
    class Dynamic extends pulumi.dynamic.Resource {}
    const planned = await plan(() => new Dynamic(provider, "a", { size: 3 }));
    expect(planned.named("a")).toMatchObject({
      type: "pulumi-nodejs:dynamic:Resource",
      inputs: { size: 3, __provider: { $function: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } } },
    });
    expect(JSON.stringify(planned)).not.toContain("hunter22");
  });

  test("a stash puts out what it is given", async () => {
    const planned = await plan(() => ({ kept: new pulumi.Stash("a", { input: "x" }).output }));
    expect(planned.outputs).toEqual({ kept: "x" });
  });
});

describe("dependencies", () => {
  test("those of inputs and those that are declared, sorted", async () => {
    const planned = await plan(() => {
      const b = new Thing("b", { value: 1 });
      const a = new Thing("a", { value: 1 });
      new Thing("c", { both: pulumi.all([b.value, a.value]), plain: 1 }, { dependsOn: [new Thing("z")] });
    });
    const [a, b, z] = ["a", "b", "z"].map(name => urn("test:index:Thing", name));
    expect(planned.named("c")).toMatchObject({ dependencies: [a, b, z], propertyDependencies: { both: [a, b] } });
  });

  test("a dependency on a component is one on what it holds", async () => {
    const planned = await plan(() => {
      const group = new Group("g", parent => new Thing("inside", {}, { parent }));
      new Thing("after", {}, { dependsOn: group });
    });
    expect(planned.named("after").dependencies).toEqual([planned.named("inside").urn]);
  });
});

describe("options", () => {
  test("protection and retention come down from parents", async () => {
    const planned = await plan(() => {
      new Group(
        "g",
        parent => {
          new Thing("a", {}, { parent });
          new Thing("b", {}, { parent, protect: false, retainOnDelete: false });
        },
        { protect: true, retainOnDelete: true },
      );
      new Thing("c");
    });
    expect(planned.named("a")).toMatchObject({ protect: true, retainOnDelete: true });
    expect(planned.named("b")).toMatchObject({ protect: false, retainOnDelete: false });
    expect(planned.named("c")).toMatchObject({ protect: false, retainOnDelete: false });
  });

  test("deletedWith comes down from parents", async () => {
    const planned = await plan(() => {
      const base = new Thing("base");
      new Group("g", parent => new Thing("a", {}, { parent }), { deletedWith: base });
    });
    expect(planned.named("a").deletedWith).toBe(planned.named("base").urn);
  });

  test("what most resources don't have stands only where it is", async () => {
    const planned = await plan(() => {
      const other = new Thing("other");
      new Thing(
        "a",
        {},
        {
          import: "i-123",
          ignoreChanges: ["x"],
          replaceOnChanges: ["y"],
          deleteBeforeReplace: true,
          customTimeouts: { create: "5m", delete: "1h" },
          replaceWith: [other],
        },
      );
    });
    expect(planned.named("a")).toMatchObject({
      importId: "i-123",
      ignoreChanges: ["x"],
      replaceOnChanges: ["y"],
      deleteBeforeReplace: true,
      customTimeouts: { create: "5m", delete: "1h" },
      replaceWith: [urn("test:index:Thing", "other")],
    });
    expect(Object.keys(planned.named("other")).sort()).toEqual(
      "aliases custom dependencies inputs name parent propertyDependencies protect provider remote retainOnDelete source type urn".split(
        " ",
      ),
    );
  });

  test("the id of what is imported is known", async () => {
    const planned = await plan(() => ({ id: new Thing("a", {}, { import: "i-123" }).id }));
    expect(planned.outputs).toEqual({ id: "i-123" });
  });
});

describe("providers", () => {
  test("an explicit one is named, and comes down from components", async () => {
    const planned = await plan(() => {
      const provider = new Provider("west");
      new Thing("own", {}, { provider });
      new Group(
        "g",
        outer => {
          new Group("inner", inner => new Thing("inherited", {}, { parent: inner }), { parent: outer });
        },
        { providers: { test: provider } },
      );
      new Thing("default");
    });
    const west = urn("pulumi:providers:test", "west");
    expect(planned.named("own").provider).toBe(west);
    expect(planned.named("inherited").provider).toBe(west);
    expect(planned.named("default").provider).toBeNull();
    expect(planned.named("g").provider).toBeNull();
    expect(planned.named("own").dependencies).toEqual([]);
  });
});

describe("aliases", () => {
  test("become former URNs, also those of the parent's", async () => {
    const planned = await plan(() => {
      new Group("new", parent => new Thing("new-thing", {}, { parent, aliases: [{ name: "thing" }] }), {
        aliases: [{ name: "old" }, "urn:pulumi:stack::project::my:Type::whole"],
      });
      new Thing(
        "a",
        {},
        { aliases: [{ type: "test:old:Thing", project: "p", stack: "s" }, { parent: pulumi.rootStackResource }] },
      );
    });
    expect(planned.named("new").aliases).toEqual([
      urn("test:index:Group", "old"),
      "urn:pulumi:stack::project::my:Type::whole",
    ]);
    expect(planned.named("new-thing").aliases).toEqual([
      urn("test:index:Group$test:index:Thing", "thing"),
      urn("test:index:Group$test:index:Thing", "old-thing"),
      urn("my:Type$test:index:Thing", "whole-thing"),
      urn("my:Type$test:index:Thing", "thing"),
    ]);
    expect(planned.named("a").aliases).toEqual(["urn:pulumi:s::p::test:old:Thing::a", urn("test:index:Thing", "a")]);
  });

  test("a former place below another parent", async () => {
    const planned = await plan(() => {
      const group = new Group("g");
      new Thing("a", {}, { aliases: [{ parent: group }] });
      new Thing("b", {}, { parent: group, aliases: [{ parent: undefined }] });
    });
    expect(planned.named("a").aliases).toEqual([urn("test:index:Group$test:index:Thing", "a")]);
    expect(planned.named("b").aliases).toEqual([urn("test:index:Thing", "b")]);
  });
});

describe("components", () => {
  test("what they register as outputs", async () => {
    const planned = await plan(() => new Group("a"));
    expect(planned.named("a").outputs).toEqual({ done: true });
  });

  test("one that lives in a provider's program is opaque: named, and its outputs unknown", async () => {
    class Remote extends pulumi.ComponentResource {
      declare readonly vpcId: pulumi.Output<string>;
      constructor(name: string, args: Record<string, unknown>) {
        super("testx:index:Vpc", name, { vpcId: undefined, ...args }, {}, true);
      }
    }
    const planned = await plan(() => {
      const secret = pulumi.secret("hunter22");
      const source = new Thing("source", { value: 1 });
      const vpc = new Remote("net", { zones: 2, secret, made: source.made, value: source.value });
      new Thing("a", { vpcId: vpc.vpcId });
    });
    expect(planned.named("net")).toMatchObject({
      remote: true,
      custom: false,
      inputs: { zones: 2, secret: { $secret: true }, made: { $unknown: true }, value: 1 },
    });
    expect(planned.named("a").inputs).toEqual({ vpcId: { $unknown: true } });
    expect(planned.diagnostics).toEqual([
      {
        severity: "warning",
        urn: planned.named("net").urn,
        message:
          "testx:index:Vpc is a component of a provider's own program: what it holds is not planned, and its outputs are unknown",
      },
    ]);
  });
});
