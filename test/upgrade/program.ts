import { Application } from "daytwo";
import * as aws from "daytwo/aws";

/** What neither the sample nor the example has: a repository of the steward's, and two services behind one balancer. */
export function program(): void {
  const image = "ghcr.io/acme/shop@sha256:0123";
  new Application("shop", {
    platform: aws,
    environment: "production",
    services: { web: { image, domain: "shop.example.com" }, api: { image, domain: "shop.example.com", path: "/api" } },
    workers: { mailer: { image } },
    notify: { critical: ["oncall@example.com"], warning: ["team@example.com"], daily: ["owners@example.com"] },
    backups: {
      git: ["https://github.com/acme/shop.git"],
      configuration: { "shop.env": "A=1" },
      password: "a-long-password",
    },
  });
}
