import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Group, Provider, Thing } from "../thing";

const urn = (name: string) => `urn:pulumi:stack::project::test:index:Thing::${name}`;

/** Adds a mark to the text in `value`. */
const mark =
  (letter: string): pulumi.ResourceTransform =>
  ({ type, props, opts }) =>
    type === "test:index:Thing" ? { props: { ...props, value: `${props.value}${letter}` }, opts } : undefined;

test("run in the engine's order: the resource's own, its ancestors', the stack's", async () => {
  const planned = await plan(() => {
    pulumi.runtime.registerResourceTransform(mark("S"));
    new Group(
      "outer",
      outer => {
        new Group(
          "inner",
          inner => new Thing("a", { value: "-" }, { parent: inner, transforms: [mark("1"), mark("2")] }),
          {
            parent: outer,
            transforms: [mark("I")],
          },
        );
      },
      { transforms: [mark("O")] },
    );
    new Thing("b", { value: "-" });
  });
  expect(planned.named("a").inputs).toEqual({ value: "-12IOS" });
  expect(planned.named("b").inputs).toEqual({ value: "-S" });
});

test("the older transformations run, too", async () => {
  const planned = await plan(() => {
    new Thing(
      "a",
      { value: "x" },
      {
        transformations: [({ props, opts }) => ({ props: { ...props, value: "y" }, opts: { ...opts, protect: true } })],
      },
    );
  });
  expect(planned.named("a")).toMatchObject({ inputs: { value: "y" }, protect: true });
});

test("see unknown and secret values as outputs, and can change every option", async () => {
  const seen: Record<string, unknown> = {};
  const planned = await plan(() => {
    const provider = new Provider("west");
    const base = new Thing("base");
    const other = new Thing("other");
    const change: pulumi.ResourceTransform = ({ name, custom, props, opts }) => {
      seen[name] = [
        custom,
        pulumi.Output.isInstance(props.unknown),
        pulumi.Output.isInstance(props.secret),
        props.plain,
      ];
      return {
        props: { ...props, added: 1 },
        opts: pulumi.mergeOptions(opts, {
          provider,
          protect: true,
          retainOnDelete: true,
          deleteBeforeReplace: true,
          ignoreChanges: ["plain"],
          replaceOnChanges: ["plain"],
          additionalSecretOutputs: ["made"],
          aliases: [{ name: "former" }],
          customTimeouts: { create: "1m" },
          deletedWith: base,
          dependsOn: [other],
          import: "i-1",
        }),
      };
    };
    const a = new Thing(
      "a",
      { unknown: base.made, secret: pulumi.secret("hunter22"), plain: 1 },
      { transforms: [change] },
    );
    return { made: a.made };
  });
  expect(seen).toEqual({ a: [true, true, true, 1] });
  expect(planned.named("a")).toMatchObject({
    inputs: { unknown: { $unknown: true }, secret: { $secret: true }, plain: 1, added: 1 },
    provider: "urn:pulumi:stack::project::pulumi:providers:test::west",
    protect: true,
    retainOnDelete: true,
    deleteBeforeReplace: true,
    ignoreChanges: ["plain"],
    replaceOnChanges: ["plain"],
    additionalSecretOutputs: ["made"],
    aliases: [urn("former")],
    customTimeouts: { create: "1m" },
    deletedWith: urn("base"),
    dependencies: [urn("base"), urn("other")],
    importId: "i-1",
  });
  expect(planned.outputs).toEqual({ made: { $secret: true, $unknown: true } });
});

test("of a component see its children", async () => {
  const planned = await plan(() => {
    const protect: pulumi.ResourceTransform = ({ props, opts }) => ({ props, opts: { ...opts, protect: true } });
    new Group("g", parent => new Thing("a", {}, { parent }), { transforms: [protect] });
  });
  expect(planned.named("a").protect).toBe(true);
  expect(planned.named("g").protect).toBe(true);
});

test("one that fails fails the program, with its own words", async () => {
  const failing = () => {
    throw new Error("not like this");
  };
  await expect(plan(() => new Thing("a", {}, { transforms: [failing] }))).rejects.toThrow(
    "failed to register new resource a [test:index:Thing]: transform failed: Error: not like this",
  );
});

test("stay in the run that registered them", async () => {
  const one = (stack: string) =>
    plan(
      () => {
        pulumi.runtime.registerResourceTransform(({ props, opts }) => ({
          props: { ...props, value: `${pulumi.getStack()} ${pulumi.runtime.isDryRun()}` },
          opts,
        }));
        new Thing("a");
      },
      { stack },
    );
  const plans = await Promise.all(["x", "y"].map(one));
  expect(plans.map(planned => planned.named("a").inputs)).toEqual([{ value: "x true" }, { value: "y true" }]);
});

describe("hooks", () => {
  const hook = (name: string, opts: pulumi.ResourceHookOptions, calls: unknown[], fail = false) =>
    new pulumi.ResourceHook(
      name,
      args => {
        calls.push([name, args.urn, args.newInputs, args.newOutputs]);
        if (fail) throw new Error("refused");
      },
      opts,
    );

  test("those for previews run before and after", async () => {
    const calls: unknown[] = [];
    await plan(() => {
      const before = hook("before", { onDryRun: true }, calls);
      const after = hook("after", { onDryRun: true }, calls);
      const later = hook("not in a preview", {}, calls);
      new Thing("a", { value: 1 }, { hooks: { beforeCreate: [before, later], afterCreate: [after] } });
    });
    expect(calls).toEqual([
      ["before", urn("a"), { value: 1 }, undefined],
      ["after", urn("a"), { value: 1 }, { value: 1 }],
    ]);
  });

  test("one that fails fails the program, unless its errors are ignored", async () => {
    const program = (opts: pulumi.ResourceHookOptions) => () => {
      new Thing("a", {}, { hooks: { beforeCreate: [hook("guard", opts, [], true)] } });
    };
    await expect(plan(program({ onDryRun: true }))).rejects.toThrow('resource hook "guard" failed: refused');
    const planned = await plan(program({ onDryRun: true, ignoreErrors: true }));
    expect(planned.diagnostics).toEqual([
      { severity: "warning", message: 'resource hook "guard" failed: refused', urn: urn("a") },
    ]);
  });

  test("names are taken once, also by error hooks, which have nothing to do", async () => {
    const planned = await plan(() => {
      const onError = new pulumi.ErrorHook("retry", () => true);
      new Thing("a", {}, { hooks: { onError: [onError] } });
    });
    expect(planned.named("a")).toBeDefined();
    const twice = () => {
      const same = [hook("same", {}, []), hook("same", {}, [])];
      new Thing("a", {}, { hooks: { beforeCreate: same } });
    };
    await expect(plan(twice)).rejects.toThrow('resource hook already registered for name "same"');
  });
});
