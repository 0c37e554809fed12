import { Application, type Platform } from "daytwo";
import { backedUp, service } from "./shop";

/** Small and cheap: one instance, no NAT gateway, short retention, rolling updates. */
export function staging(platform: Platform): object {
  const { url, confirmations } = new Application("shop", {
    platform,
    environment: "staging",
    service: service(),
    backups: backedUp(),
    notify: { critical: ["team@example.com"], warning: ["team@example.com"] },
  });
  return { url, confirmations };
}
