const pulumi = require("@pulumi/pulumi");
const { Group, Thing } = require("../things");

pulumi.runtime.registerResourceTransform(args => ({
  props: { ...args.props, stack: "transformed" },
  opts: pulumi.mergeOptions(args.opts, { protect: args.name.startsWith("guarded") }),
}));
pulumi.runtime.registerStackTransformation(args => ({ props: { ...args.props, legacy: true }, opts: args.opts }));

const first = new Thing("guarded-first", { a: 1 });
const group = new Group("group", { stack: "own" }, { transforms: [tagged("group"), async args => later(args)] });
new Thing("child", { b: first.computed, secret: pulumi.secret("hush") }, { parent: group });
new Thing(
  "own",
  {},
  {
    parent: group,
    transforms: [args => ({ props: { ...args.props, more: [first.id, pulumi.secret(first.id)] }, opts: args.opts })],
  },
);
new Thing(
  "reshaped",
  { a: 1 },
  {
    transforms: [
      args => ({
        props: { type: args.type, custom: args.custom },
        opts: pulumi.mergeOptions(args.opts, { dependsOn: first, ignoreChanges: ["type"], retainOnDelete: true }),
      }),
    ],
  },
);
new Thing(
  "legacy",
  {},
  { transformations: [args => ({ props: { ...args.props, name: args.name }, opts: args.opts })] },
);

function tagged(tag) {
  return args => ({ props: { ...args.props, tag }, opts: args.opts });
}

async function later(args) {
  await new Promise(done => setTimeout(done, 5));
  return { props: { ...args.props, later: true }, opts: args.opts };
}
