const pulumi = require("@pulumi/pulumi");
const { Group, Thing } = require("../things");

class Inner extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("nested:index:Inner", name, args, opts);
    this.thing = new Thing(`${name}-thing`, { from: args.from }, { parent: this });
    this.grandchild = new Thing(`${name}-grandchild`, { from: this.thing.computed }, { parent: this.thing });
    this.registerOutputs({ thing: this.thing.computed });
  }
}

class Outer extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("nested:index:Outer", name, args, opts);
    this.left = new Inner(`${name}-left`, { from: args.from }, { parent: this });
    this.right = new Inner(`${name}-right`, { from: this.left.thing.computed }, { parent: this, dependsOn: this.left });
    this.registerOutputs({});
  }
}

class Eventually extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("nested:index:Eventually", name, {}, opts);
  }

  async initialize() {
    await new Promise(done => setTimeout(done, 10));
    new Thing("eventual", {}, { parent: this });
    return { made: true };
  }
}

const root = new Thing("root");
const outer = new Outer("outer", { from: root.computed, literal: "value" }, { dependsOn: root, protect: true });
new Thing("after-outer", { id: outer.right.thing.id }, { dependsOn: [outer] });
new Thing("after-inner", {}, { dependsOn: outer.left });
const empty = new Group("empty", {}, {});
new Thing("after-empty", {}, { dependsOn: [empty, root] });
new Eventually("eventually");
new Outer("outer", { from: "same name, other parent" }, { parent: empty });
