const pulumi = require("@pulumi/pulumi");
const { Group, Thing } = require("../things");

const config = new pulumi.Config();
const password = config.requireSecret("password");

const first = new Thing(
  "first",
  {
    secret: pulumi.secret("hush"),
    fromConfig: password,
    inList: ["plain", pulumi.secret("hush")],
    inObject: { plain: 1, secret: pulumi.secret({ a: "hush", b: ["hush"] }) },
    derived: pulumi.interpolate`user:${password}`,
    revealed: pulumi.unsecret(pulumi.secret("public")),
  },
  { additionalSecretOutputs: ["computed"] },
);

const second = new Thing("second", {
  unknown: first.computed,
  secretAndUnknown: pulumi.secret(first.id),
  mixed: pulumi.interpolate`${password}@${first.id}`,
  json: pulumi.jsonStringify({ password, id: first.id }),
  inList: [pulumi.secret(first.id), first.id, password],
  object: pulumi.secret({ id: first.id, plain: 1 }),
});

const group = new Group("group", { password, id: pulumi.secret(second.id), plain: "plain" });
new Thing("child", { password: group.urn.apply(() => password) }, { parent: group });

module.exports = { password, plain: "plain", both: pulumi.secret(second.computed), nested: { password } };
