const pulumi = require("@pulumi/pulumi");
const { Group, Raw, Thing } = require("../things");

/** The same resources twice: as they were, and renamed, retyped and moved with an alias each. */
const renamed = new pulumi.Config().requireBoolean("renamed");

if (renamed) after();
else before();

function before() {
  new Thing("old-name");
  new Raw("standin:index:Former", "retyped", {});
  const group = new Group("old-group", {});
  new Thing("child", {}, { parent: group });
  new Thing("old-group-child", {}, { parent: group });
  const inner = new Raw("standin:index:FormerGroup", "inner", {}, { parent: group });
  new Thing("grandchild", {}, { parent: inner });
  new Thing("moved-in");
  new Thing("moved-out", {}, { parent: group });
  new Thing("by-urn");
}

function after() {
  new Thing("new-name", {}, { aliases: [{ name: "old-name" }] });
  new Thing("retyped", {}, { aliases: [{ type: "standin:index:Former" }] });
  const group = new Group("new-group", {}, { aliases: [{ name: "old-group" }] });
  new Thing("child", {}, { parent: group });
  new Thing("new-group-child", {}, { parent: group });
  const inner = new Raw(
    "standin:index:NewGroup",
    "inner",
    {},
    { parent: group, aliases: [{ type: "standin:index:FormerGroup" }] },
  );
  new Thing("grandchild", {}, { parent: inner });
  new Thing("moved-in", {}, { parent: group, aliases: [{ parent: pulumi.rootStackResource }] });
  new Thing("moved-out", {}, { aliases: [{ parent: `${formerUrn("Group::old-group")}` }] });
  new Thing("by-another-name", {}, { aliases: [formerUrn("Thing::by-urn")] });
}

function formerUrn(end) {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::standin:index:${end}`;
}
