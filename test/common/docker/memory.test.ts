import * as pulumi from "@pulumi/pulumi";
import { Application } from "daytwo";
import * as docker from "daytwo/docker";
import { plan } from "daytwo/testing";

/** Everything that the row can make. */
function shop(): void {
  new Application("shop", {
    platform: docker,
    environment: "staging",
    foundation: { images: { steward: "registry.example.com/steward:1" } },
    services: { web: { image: "registry.example.com/web:1", health: "/healthz" } },
    jobs: { report: { image: "registry.example.com/report:1", schedule: "0 3 * * *" } },
    registry: {},
    database: {},
    cache: {},
    storage: {},
    backups: { password: pulumi.secret("hush-hush-hush") },
    dashboard: {},
    alerts: {
      transform: { prometheus: { prometheus: args => ({ ...args, memory: 1_024, memorySwap: 1_024 }) } },
    },
    notify: { critical: [{ webhook: "https://hooks.example.com/alerts" }] },
  });
}

test("no container can take the host's memory, nor its swap", async () => {
  const planned = await plan(shop);
  const containers = planned.all("docker:index/container:Container");
  const without = containers.filter(
    ({ inputs }) => !(Number(inputs.memory) > 0) || inputs.memorySwap !== inputs.memory,
  );
  expect(without.map(({ name }) => name)).toEqual([]);
  expect(containers.length).toBeGreaterThan(20);
  expect(planned.named("shop-alerts-prometheus-prometheus").inputs.memory).toBe(1_024);
});
