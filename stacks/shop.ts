import * as pulumi from "@pulumi/pulumi";
import type { ServiceArgs } from "daytwo";

/** The sample service, as it is in every environment. */
export function service(): ServiceArgs {
  const config = new pulumi.Config();
  return {
    build: "app",
    port: 8080,
    health: "/healthz",
    environment: { GREETING: config.get("greeting") ?? "hello" },
    secrets: { SESSION_KEY: config.requireSecret("sessionKey") },
  };
}
