const { Group, Thing } = require("../things");

new Thing("protected", {}, { protect: true });
new Thing("retained", {}, { retainOnDelete: true });
new Thing("ignoring", { a: 1, b: { c: 2 } }, { ignoreChanges: ["a", "b.c"] });
new Thing("replacing", { a: 1 }, { replaceOnChanges: ["a"], deleteBeforeReplace: true });
new Thing("patient", {}, { customTimeouts: { create: "5m", update: "1h30m", delete: "30s" } });
const owner = new Thing("owner");
new Thing("owned", {}, { deletedWith: owner });
new Thing("versioned", {}, { version: "1.2.3" });
new Thing("secretive", {}, { additionalSecretOutputs: ["computed", "other"] });

const group = new Group("group", {}, { protect: true, retainOnDelete: true });
const child = new Thing("inherits", {}, { parent: group });
new Thing("unprotected", {}, { parent: group, protect: false, retainOnDelete: false });
new Thing("grandchild", {}, { parent: child });

new Thing("renamed", {}, { aliases: [{ name: "old-name" }] });
new Thing("retyped", {}, { aliases: [{ type: "standin:index:Former" }] });
new Thing("moved", {}, { parent: group, aliases: [{ parent: undefined }, { parent: owner }] });
new Thing("by-urn", {}, { aliases: ["urn:pulumi:test::options::standin:index:Thing::former"] });
const former = new Group("new-group", {}, { aliases: [{ name: "old-group" }] });
new Thing("new-group-child", {}, { parent: former });
new Thing("twice", {}, { parent: former, aliases: [{ name: "once" }] });
new Thing("elsewhere", {}, { aliases: [{ stack: "other", project: "another" }] });
