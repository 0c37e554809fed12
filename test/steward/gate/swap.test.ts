import { Admin } from "../../../images/steward/src/gate/admin";
import { freePort } from "./caddy";
import { failureOf, onStage, passes } from "./stage";
import { load, visit } from "./visitor";

onStage("no request fails while versions change under load, nor when the one before is gone", async stage => {
  const proxy = await stage.proxy();
  const first = await stage.replica("a");
  await passes(proxy.gate("web", [first.port]));
  const { stop } = load(proxy.ports.http, 8);
  let before = first.it;
  for (const name of ["b", "c", "d", "e", "f"]) {
    const { it, port } = await stage.replica(name);
    await passes(proxy.gate("web", [port]));
    await before.close();
    before = it;
  }
  const { answered, failed } = await stop();
  expect(failed).toEqual([]);
  expect(Object.keys(answered).sort()).toEqual(["a", "b", "c", "d", "e", "f"]);
});

onStage("replicas share the requests; one that ends takes none with it", async stage => {
  const proxy = await stage.proxy();
  const [a, b] = [await stage.replica("a"), await stage.replica("b")];
  await passes(proxy.gate("web", [a.port, b.port]));
  expect(stage.said).toHaveBeenLastCalledWith("web: 2 replicas serve\n");
  const { stop } = load(proxy.ports.http, 4);
  await new Promise(resolve => setTimeout(resolve, 300));
  const answeredByA = a.it.answered;
  expect(answeredByA).toBeGreaterThan(1);
  await passes(proxy.gate("web", [b.port]));
  const { failed } = await stop();
  expect(failed).toEqual([]);
  expect((await visit(proxy.ports.http)).body).toBe("b");
});

onStage("a replica that is not healthy changes nothing, and is told with its last answer", async stage => {
  const proxy = await stage.proxy();
  const [good, bad, slow] = [await stage.replica("good"), await stage.replica("bad"), await stage.replica("slow")];
  const nobody = await freePort();
  await passes(proxy.gate("web", [good.port]));
  bad.it.status = 500;
  slow.it.delay = 3_000;
  const health = { path: "/healthz", timeoutSeconds: 1, healthyAfter: 2, graceSeconds: 1 };
  const upstreams = [bad, slow, { port: nobody }, good].map(({ port }) => `127.0.0.1:${port}`);
  expect(await failureOf(proxy.gate("web", [], { health, upstreams: [...upstreams, "no-such-host.invalid:80"] }))).toBe(
    `127.0.0.1:${bad.port} did not become healthy within 1 seconds: it answered 500 to GET /healthz; ` +
      `127.0.0.1:${slow.port} did not become healthy within 1 seconds: it did not answer within 1 seconds; ` +
      `127.0.0.1:${nobody} did not become healthy within 1 seconds: it does not listen on that port; ` +
      "no-such-host.invalid:80 did not become healthy within 1 seconds: it does not run; the traffic stays where it was",
  );
  expect((await visit(proxy.ports.http)).body).toBe("good");
});

onStage("a replica that fails once in between starts counting again", async stage => {
  const proxy = await stage.proxy();
  const { it, port } = await stage.replica("a");
  it.status = 503;
  setTimeout(() => (it.status = 200), 1_500);
  await passes(
    proxy.gate("web", [port], { health: { path: "/", timeoutSeconds: 1, healthyAfter: 2, graceSeconds: 10 } }),
  );
  expect(it.answered).toBeGreaterThanOrEqual(4);
});

onStage("what the replica before still answers is waited for, up to the drain time", async stage => {
  const proxy = await stage.proxy();
  const [old, next, last] = [await stage.replica("old"), await stage.replica("next"), await stage.replica("last")];
  await passes(proxy.gate("web", [old.port]));
  old.it.delay = 1_500;
  const slow = visit(proxy.ports.http);
  await new Promise(resolve => setTimeout(resolve, 300));
  await passes(proxy.gate("web", [next.port]));
  expect(old.it.answered).toBe(2);
  expect((await slow).body).toBe("old");
  expect(stage.said).toHaveBeenLastCalledWith("web: 1 replica serves\n");

  next.it.delay = 3_000;
  const slower = visit(proxy.ports.http);
  await new Promise(resolve => setTimeout(resolve, 300));
  await passes(proxy.gate("web", [last.port], { drainSeconds: 1 }));
  expect(stage.said).toHaveBeenLastCalledWith(
    "web: 1 replica serves; 1 requests to the ones before took longer than they may\n",
  );
  expect((await slower).body).toBe("next");
});

onStage("routes outlive a kill of each part of the proxy", async stage => {
  const proxy = await stage.proxy();
  const { port } = await stage.replica("a");
  await passes(proxy.gate("web", [port]));
  await proxy.restart("router");
  expect((await visit(proxy.ports.http)).body).toBe("a");
  await proxy.restart("edge");
  expect((await visit(proxy.ports.http)).body).toBe("a");
  const next = await stage.replica("b");
  await passes(proxy.gate("web", [next.port]));
  expect((await visit(proxy.ports.http)).body).toBe("b");
});

test("a proxy that does not answer is told", async () => {
  const asked = new Admin("/nonexistent/router.admin.sock", 1).read("/config/");
  await expect(asked).rejects.toThrow("the proxy does not answer on /nonexistent/router.admin.sock (ENOENT)");
});
