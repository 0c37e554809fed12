import * as pulumi from "@pulumi/pulumi";
import { Application } from "daytwo";
import type { Row } from "./platforms";
import { service } from "./shop";

/** Protected, spread over three zones, kept longer, and brought in beside the old version. */
export function production({ platform, own }: Row): object {
  const pagerduty = new pulumi.Config().requireSecret("pagerduty");
  const { url, confirmations } = new Application("shop", {
    ...own,
    platform,
    environment: "production",
    service: { ...service(), cpu: 0.5, memory: "1GiB", scale: { min: 2, max: 10 }, domain: "shop.example.com" },
    notify: {
      critical: ["oncall@example.com", { pagerduty }],
      warning: ["team@example.com"],
      daily: ["owners@example.com"],
    },
  });
  return { url, confirmations };
}
