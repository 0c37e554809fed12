import * as pulumi from "@pulumi/pulumi";
import type { DockerWatch } from "../../../lib/target/docker/watch";

/** A shop with two services, a worker and jobs, as `DeploymentTarget.watch` would have it. */
export const watch: DockerWatch = {
  endpoints: [
    { service: "web", url: pulumi.output("https://shop.example.com"), path: "/healthz", domain: "shop.example.com" },
    { service: "api", url: "http://localhost:8080", inside: "http://shop-proxy:8080/", path: "/" },
  ],
  services: {
    web: { minimumInstances: 2, alias: "web", port: 8080, path: "/healthz" },
    api: { minimumInstances: 1, alias: "api", port: 3000, path: "/" },
  },
  workers: { mailer: { minimumInstances: 2 } },
  jobs: { cleanup: { schedule: "0 4 * * *" } },
  proxy: "shop-proxy:9180",
  steward: "shop-steward:9100",
};
