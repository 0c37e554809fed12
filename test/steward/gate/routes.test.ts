import { failureOf, onStage, passes } from "./stage";
import { firstSecureVisit, visit } from "./visitor";

onStage("gates of many services at the same time do not undo each other", async stage => {
  const proxy = await stage.proxy();
  const names = ["a", "b", "c", "d", "e", "f"];
  const ports = await Promise.all(names.map(async name => (await stage.replica(name)).port));
  const specs = names.map((name, index) =>
    proxy.gate(name, [ports[index] ?? 0], { route: { path: `/${name}` }, services: names }),
  );
  await Promise.all(specs.map(passes));
  const bodies = await Promise.all(
    names.map(async name => (await visit(proxy.ports.http, { path: `/${name}/x` })).body),
  );
  expect(bodies).toEqual(names);
});

onStage("two services with one domain and path are refused", async stage => {
  const proxy = await stage.proxy();
  const { port } = await stage.replica("a");
  const route = { domain: "shop.test", path: "/x", certificate: "internal" as const };
  await passes(proxy.gate("one", [port], { route, services: ["one", "two"] }));
  expect(
    await failureOf(proxy.gate("two", [port], { route: { ...route, path: "/x/" }, services: ["one", "two"] })),
  ).toBe("one and two have the same domain and path; give one of them another");
});

onStage("a domain answers over HTTPS, and HTTP is sent there", async stage => {
  const proxy = await stage.proxy();
  const { it, port } = await stage.replica("shop");
  await passes(proxy.gate("web", [port], { route: { domain: "shop.test", certificate: "internal" } }));
  expect(it.headers.host).toBe("shop.test");
  expect((await firstSecureVisit(proxy.ports.https, "shop.test")).body).toBe("shop");
  const redirected = await visit(proxy.ports.http, { host: "shop.test", path: "/x?y=z" });
  expect([redirected.status, redirected.headers.location]).toEqual([
    308,
    `https://shop.test:${proxy.ports.https}/x?y=z`,
  ]);
  expect((await visit(proxy.ports.http, { host: "other.test" })).status).toBe(404);
});

onStage("a service learns who asks, and nobody can make it believe another", async stage => {
  const proxy = await stage.proxy();
  const { it, port } = await stage.replica("a");
  await passes(proxy.gate("web", [port]));
  const lies = { "X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https", "X-Daytwo-For": "8.8.8.8" };
  await visit(proxy.ports.http, { headers: lies, host: "example.test" });
  expect(it.headers).toMatchObject({
    host: "example.test",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
    "x-forwarded-host": "example.test",
  });
  expect(Object.keys(it.headers).filter(name => name.startsWith("x-daytwo"))).toEqual([]);
});

onStage("a service without replicas is off", async stage => {
  const proxy = await stage.proxy();
  await passes(proxy.gate("web", []));
  expect(stage.said).toHaveBeenLastCalledWith("web: is switched off\n");
  expect(await visit(proxy.ports.http)).toMatchObject({ status: 503, body: "This service is switched off.\n" });
});

onStage("the metrics count a service's requests under its name", async stage => {
  const proxy = await stage.proxy();
  const { it, port } = await stage.replica("a");
  await passes(proxy.gate("web", [port]));
  await visit(proxy.ports.http);
  it.status = 500;
  await visit(proxy.ports.http);
  const { body } = await visit(proxy.ports.metrics, { path: "/metrics" });
  const count = (code: number) =>
    body.match(
      new RegExp(
        `^caddy_http_request_duration_seconds_count{code="${code}",handler="reverse_proxy",method="GET",server="web"} (\\d+)$`,
        "m",
      ),
    )?.[1];
  expect([count(200), count(500)]).toEqual(["1", "1"]);
});

onStage(
  "the most specific path answers; what is nobody's is not found; what the target has no more is forgotten",
  async stage => {
    const proxy = await stage.proxy();
    const [web, api] = [await stage.replica("web"), await stage.replica("api")];
    await passes(proxy.gate("web", [web.port], { services: ["web", "api"] }));
    await passes(proxy.gate("api", [api.port], { route: { path: "/api" }, services: ["web", "api"] }));
    const bodyAt = async (path: string) => (await visit(proxy.ports.http, { path })).body;
    expect(await Promise.all(["/", "/api", "/api/", "/api/x", "/apis"].map(bodyAt))).toEqual([
      "web",
      "api",
      "api",
      "api",
      "web",
    ]);
    await passes(proxy.gate("api", [api.port], { route: { path: "/api" }, services: ["api"] }));
    expect((await visit(proxy.ports.http)).status).toBe(404);
    expect(await bodyAt("/api")).toBe("api");
  },
);
