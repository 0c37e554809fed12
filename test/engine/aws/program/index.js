const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { Application, adopting } = require("daytwo");
const aws = require("daytwo/aws");

const { args, adopted = {}, changed = {} } = JSON.parse(readFileSync(join(__dirname, "wanted.json"), "utf8"));

pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) =>
  type.startsWith("aws:") && Object.hasOwn(changed, name) ? { props: { ...props, ...changed[name] }, opts } : undefined,
);

const shop = new Application("shop", { platform: aws, ...args }, adopting(adopted));

exports.url = shop.url;
exports.daytwo = shop.manifest;
