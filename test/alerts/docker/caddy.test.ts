import { setTimeout as sleep } from "node:timers/promises";
import { REQUESTS } from "../../../lib/alerts/docker/requests";
import { itNeeds } from "../../support/needs";
import { generated, healthOf } from "./generated";
import { quickRules } from "./quick";
import { Stage, until } from "./stage";

/** An inner server for each service, as the proxy has them. */
function server(port: number, upstream: number): object {
  const handle = [{ handler: "reverse_proxy", upstreams: [{ dial: `127.0.0.1:${upstream}` }] }];
  return { listen: [`127.0.0.1:${port}`], automatic_https: { disable: true }, metrics: {}, routes: [{ handle }] };
}

function caddyConfig(
  ports: { web: number; api: number; metrics: number },
  upstreams: { web: number; api: number },
): string {
  const metrics = {
    listen: [`127.0.0.1:${ports.metrics}`],
    automatic_https: { disable: true },
    routes: [{ handle: [{ handler: "metrics" }] }],
  };
  const servers = { web: server(ports.web, upstreams.web), api: server(ports.api, upstreams.api), metrics };
  return JSON.stringify({ admin: { disabled: true }, apps: { http: { servers } } });
}

/** Asks both services some times, while Prometheus looks: an increase takes two looks at a count. */
async function ask(ports: { web: number; api: number }): Promise<void> {
  for (let round = 0; round < 6; round++) {
    for (const status of [200, 200, 200, 404, 500])
      await fetch(`http://127.0.0.1:${ports.web}/${status}`).then(response => response.text());
    await fetch(`http://127.0.0.1:${ports.api}/`).then(response => response.text());
    await sleep(1_000);
  }
}

itNeeds(["caddy", "prometheus"], "the figures come out of what Caddy really counts", () =>
  Stage.with(async stage => {
    const service = await stage.serve((request, response) => {
      response.statusCode = Number(request.url?.slice(1)) || 200;
      response.end();
    });
    const [web, api, metrics, nobody] = [
      await stage.freePort(),
      await stage.freePort(),
      await stage.freePort(),
      await stage.freePort(),
    ];
    const caddy = await stage.file(
      "caddy.json",
      caddyConfig({ web, api, metrics }, { web: service.port, api: nobody }),
    );
    await stage.run("caddy", ["run", "--config", caddy], `http://127.0.0.1:${metrics}/metrics`);

    const { "rules.yml": text = "" } = await generated({}, healthOf({ interval: false }));
    const rules = await stage.file("rules.yml", quickRules(text));
    const job = { job_name: "shop-alerts-proxy", static_configs: [{ targets: [`127.0.0.1:${metrics}`] }] };
    const global = { scrape_interval: "1s", evaluation_interval: "1s" };
    const config = JSON.stringify({ global, rule_files: [rules], scrape_configs: [job] });
    const address = `127.0.0.1:${await stage.freePort()}`;
    const file = await stage.file("prometheus.yml", config);
    const args = [`--config.file=${file}`, "--storage.tsdb.path=tsdb", `--web.listen-address=${address}`];
    await stage.run("prometheus", args, `http://${address}/-/ready`);

    const asked = async (query: string): Promise<number> => {
      const response = await fetch(`http://${address}/api/v1/query?query=${encodeURIComponent(query)}`);
      return Number(JSON.parse(await response.text()).data.result[0]?.value[1]);
    };
    const figure = (name: string, of: string) => asked(`${name}{server="${of}"}`);
    await until("Prometheus looks at the proxy", async () => (await asked("up")) === 1);
    await ask({ web, api });
    await until("a service that works has figures", async () => (await figure(REQUESTS.total, "web")) > 0);
    const share = async (name: string, of: string) => (await figure(name, of)) / (await figure(REQUESTS.total, of));
    // Five counts grow by the same share of each other, whatever part of them Prometheus saw.
    await until("a fifth fails", async () => Math.abs((await share(REQUESTS.errors, "web")) - 0.2) < 0.05);
    await until("a fifth is 4xx", async () => Math.abs((await share(REQUESTS.clientErrors, "web")) - 0.2) < 0.05);
    await until("a service that gives no answer fails", async () => (await share(REQUESTS.errors, "api")) > 0.99);
    await until("answers take some time", async () => (await figure(REQUESTS.p99, "web")) > 0);
  }),
);
