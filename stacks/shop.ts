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

/** What the sample has backed up: data that is there already, by its identifiers, until a database is part of the sample. */
export function backedUp(): { resources: string[] } {
  return { resources: new pulumi.Config().getObject<string[]>("backups") ?? [] };
}
