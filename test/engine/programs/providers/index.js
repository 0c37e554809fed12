const pulumi = require("@pulumi/pulumi");
const { Group, Provider, Thing } = require("../things");

const source = new Thing("source");
const explicit = new Provider("explicit", { region: "eu-west-1", token: pulumi.secret("hush") });
const unknown = new Provider("unknown", { endpoint: source.computed }, { protect: true });

new Thing("by-option", {}, { provider: explicit });
new Thing("by-unknown", {}, { provider: unknown });
const group = new Group("group", {}, { providers: [explicit] });
const child = new Thing("inherits", {}, { parent: group });
new Thing("grandchild", {}, { parent: child });
new Thing("overrides", {}, { parent: group, provider: unknown });
const named = new Group("named", {}, { providers: { standin: unknown } });
new Thing("by-package", {}, { parent: new Group("between", {}, { parent: named }) });
new Thing("by-component-provider", {}, { parent: new Group("single", {}, { provider: explicit }) });
