import * as pulumi from "@pulumi/pulumi";
import { Application } from "daytwo";
import * as docker from "daytwo/docker";

const config = new pulumi.Config();

// One specification: the service, its database, and with them a proxy, logs, alerts, backups and a dashboard.
const notes = new Application("notes", {
  platform: docker,
  environment: { name: pulumi.getStack(), preset: "staging" },
  service: { build: "./app", health: "/healthz" },
  database: { version: "17" },
  // Ports that need no rights and that little else uses.
  target: { ports: { http: 8080, https: 8443 } },
  // Without this password no backup can be read: keep it off the host as well.
  backups: { password: config.requireSecret("backupPassword") },
  notify: { critical: [{ webhook: config.requireSecret("webhook") }] },
});

export const url = notes.url;
export const dashboard = notes.dashboard?.url;
export const daytwo = notes.manifest;
