import * as pulumi from "@pulumi/pulumi";
import type { AwsWatch } from "../../lib/target/aws/watch";

const clusterName = "shop";

/** A shop with a blue-green service, a worker and a database, as `DeploymentTarget.watch` would have it. */
export const watch: AwsWatch = {
  endpoints: [
    {
      service: "web",
      url: pulumi.output("https://shop.example.com"),
      path: "/healthz",
      domain: "shop.example.com",
    },
  ],
  loadBalancer: { arnSuffix: "app/shop/1" },
  services: {
    web: {
      clusterName,
      serviceName: "web",
      minimumTasks: 2,
      targetGroups: ["targetgroup/blue/1", "targetgroup/green/2"],
    },
    worker: { clusterName, serviceName: "worker", minimumTasks: 1, targetGroups: [] },
  },
  certificates: { "shop.example.com": "arn:aws:acm:eu-west-1:123456789012:certificate/1" },
  database: { instanceIdentifier: "shop", maximumConnections: 112, storageBytes: 100 * 1_073_741_824 },
};
