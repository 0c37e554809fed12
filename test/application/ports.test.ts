import { Application } from "../../lib";
import * as docker from "../../lib/docker";
import { plan } from "../../lib/testing";

test("parts that publish one port of a Docker host are told together, without the host", async () => {
  const planned = plan(() => {
    new Application("shop", {
      platform: docker,
      environment: "staging",
      service: { image: "shop" },
      target: { ports: { http: 8080 } },
      logs: { port: 8080, archive: false },
      dashboard: { port: 8080 },
    });
  });
  await expect(planned).rejects.toThrow(
    [
      "shop-foundation: 2 mistakes",
      "  ports.http: 8080 is the port of logs.port as well; write another",
      "  dashboard.port: 8080 is the port of logs.port as well; write another",
    ].join("\n"),
  );
});
