const pulumi = require("@pulumi/pulumi");

const provider = {
  async create(inputs) {
    return { id: "dynamic-1", outs: { ...inputs, made: true } };
  },
};

class Made extends pulumi.dynamic.Resource {
  constructor(name, props, opts) {
    super(provider, name, { made: undefined, ...props }, opts);
  }
}

const first = new Made("first", { a: 1, secret: pulumi.secret("hush") });
new Made("second", { from: first.made, id: first.id }, { protect: true });
