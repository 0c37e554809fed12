import { maintenance } from "../../../images/steward/src/maintenance";
import type { MaintenanceSpec } from "../../../lib/steward/maintenance";
import type { TestProxy } from "./caddy";
import { onStage, passes } from "./stage";
import { visit } from "./visitor";

/** What Prometheus reads of whom the page stands before. */
async function shown({ ports }: TestProxy): Promise<string[]> {
  const { status, body } = await visit(ports.metrics, { path: "/maintenance" });
  expect([status, body]).toEqual([200, expect.stringContaining("# TYPE daytwo_maintenance gauge")]);
  return body.split("\n").filter(line => line !== "" && !line.startsWith("#"));
}

async function told(proxy: TestProxy, spec: MaintenanceSpec): Promise<void> {
  await maintenance.run({ run: proxy.folder, ...spec }, new AbortController().signal);
}

onStage("a page stands before one service, over gates and restarts, until it is taken away", async stage => {
  const proxy = await stage.proxy();
  const [web, api, next] = [await stage.replica("web"), await stage.replica("api"), await stage.replica("next")];
  const services = ["web", "api"];
  await passes(proxy.gate("web", [web.port], { services }));
  await passes(proxy.gate("api", [api.port], { services, route: { path: "/api" } }));
  await told(proxy, { state: "on", service: "web", message: "Back at <5> {env.HOME}", retryAfterSeconds: 60 });
  const expectPage = async () => {
    const { status, headers, body } = await visit(proxy.ports.http);
    expect([status, headers["retry-after"], headers["content-type"]]).toEqual([503, "60", "text/html; charset=utf-8"]);
    expect(body).toContain("<p>Back at &#60;5&#62; &#123;env.HOME&#125;</p>");
    expect((await visit(proxy.ports.http, { path: "/api" })).body).toBe("api");
  };
  await expectPage();
  await passes(proxy.gate("web", [next.port], { services }));
  await expectPage();
  expect(await shown(proxy)).toEqual(['daytwo_maintenance{subject="web"} 1']);
  await proxy.restart("router");
  await proxy.restart("edge");
  await expectPage();
  await told(proxy, { state: "off", service: "web" });
  expect((await visit(proxy.ports.http)).body).toBe("next");
  expect(await shown(proxy)).toEqual([]);
});

onStage("a page stands before all services, those that come later among them", async stage => {
  const proxy = await stage.proxy();
  const [web, api] = [await stage.replica("web"), await stage.replica("api")];
  const services = ["web", "api"];
  await passes(proxy.gate("web", [web.port], { services }));
  await told(proxy, { state: "on" });
  await passes(proxy.gate("api", [api.port], { services, route: { path: "/api" } }));
  const statuses = async () =>
    [await visit(proxy.ports.http), await visit(proxy.ports.http, { path: "/api" })].map(({ status }) => status);
  expect(await statuses()).toEqual([503, 503]);
  expect(await shown(proxy)).toEqual(['daytwo_maintenance{subject="*"} 1']);
  expect((await visit(proxy.ports.http)).body).toContain("We are making improvements and will be back soon.");
  await told(proxy, { state: "off" });
  expect(await statuses()).toEqual([200, 200]);
});

onStage("a service that is not there is told, with those that are", async stage => {
  const proxy = await stage.proxy();
  await passes(proxy.gate("web", []));
  await expect(told(proxy, { state: "on", service: "wbe" })).rejects.toThrow(
    'there is no service "wbe"; write one of web',
  );
});
