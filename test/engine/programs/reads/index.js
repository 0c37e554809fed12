const pulumi = require("@pulumi/pulumi");
const { Group, Thing } = require("../things");

const made = new Thing("made");
const read = Thing.get("read", "existing-1", { hint: "value", secret: pulumi.secret("hush") });
Thing.get("read-in-group", "existing-2", {}, { parent: new Group("group", {}), dependsOn: made });
Thing.get("read-by-unknown", made.id, {});
new Thing("uses-read", { computed: read.computed, id: read.id });
new Thing("imported", { a: 1, b: "two" }, { import: "existing-3" });

const network = new pulumi.StackReference("network", { name: "organization/network/test" });
new Thing("uses-stack", {
  subnet: network.requireOutput("subnet"),
  absent: network.getOutput("absent"),
  password: network.requireOutput("password"),
});
