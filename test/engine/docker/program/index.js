const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Application } = require("daytwo");
const docker = require("daytwo/docker");

const spec = JSON.parse(readFileSync(join(__dirname, "spec.json"), "utf8"));
const shop = new Application("shop", { platform: docker, ...spec });

exports.url = shop.url;
exports.urls = shop.urls;
exports.dashboard = shop.dashboard?.url;
exports.daytwo = shop.manifest;
