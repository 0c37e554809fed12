import type { Manifest } from "../../lib/operations";

/** What a stack on a Docker host says of itself. */
export const MANIFEST: Manifest = {
  version: 1,
  platform: "docker",
  project: "shop",
  stack: "production",
  application: "shop",
  environment: "production",
  services: ["web"],
  jobs: ["migrate"],
  details: { proxyVolume: "shop-proxy-run" },
};
