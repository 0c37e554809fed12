import { Application } from "daytwo";
import type { Row } from "./platforms";
import { service } from "./shop";

/** Small and cheap: one instance, no NAT gateway, short retention, rolling updates. */
export function staging({ platform, own }: Row): object {
  const { url, confirmations } = new Application("shop", {
    ...own,
    platform,
    environment: "staging",
    service: service(),
    notify: { critical: ["team@example.com"], warning: ["team@example.com"] },
  });
  return { url, confirmations };
}
