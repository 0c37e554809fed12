import * as pulumi from "@pulumi/pulumi";
import things from "../things.js";

const config = new pulumi.Config();
const settings = await Promise.resolve(config.requireObject("settings"));

const first = new things.Thing("first", {
  settings,
  replicas: config.requireNumber("replicas"),
  debug: config.getBoolean("debug") ?? false,
  region: new pulumi.Config("standin").get("region"),
  stack: pulumi.getStack(),
  project: pulumi.getProject(),
  organization: pulumi.getOrganization(),
});

export const id = first.id;
export const replicas = config.requireNumber("replicas");
export const secret = pulumi.secret("hush");
