import { createServer, type Server } from "node:http";
import { summarise, summary } from "../../../images/steward/src/summary/prometheus";
import type { SummarySpec } from "../../../lib/steward/summary";

interface Asked {
  query: string;
  time: number;
}

const NOW = new Date("2026-03-04T07:00:00Z");
const TODAY = Date.parse("2026-03-04T00:00:00Z") / 1_000;

/** A Prometheus and an Alertmanager in one, that can be out of order for a while. */
class Servers {
  readonly asked: Asked[] = [];
  readonly posted: { labels: Record<string, string>; annotations: Record<string, string>; endsAt: string }[] = [];
  refusals = 0;
  readonly server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://host");
    if (this.refusals-- > 0) {
      response.statusCode = 503;
      response.end("starting");
    } else if (request.method === "POST") {
      let body = "";
      request.on("data", chunk => {
        body += chunk;
      });
      request.on("end", () => {
        this.posted.push(...JSON.parse(body));
        response.end();
      });
    } else this.answer(url.searchParams, response);
  });

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, "127.0.0.1", resolve));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  }

  private answer(parameters: URLSearchParams, response: { statusCode: number; end(text: string): void }): void {
    const query = parameters.get("query") ?? "";
    const time = Number(parameters.get("time"));
    this.asked.push({ query, time });
    if (query === "orders(") {
      response.statusCode = 400;
      response.end('{"error":"parse error"}');
      return;
    }
    const values: Record<string, string> = { requests: time === TODAY ? "1500" : "1200", share: "0.257", bad: "NaN" };
    const value = values[query];
    const result = value === undefined ? [] : [{ value: [time, value] }];
    response.end(JSON.stringify({ data: { result } }));
  }
}

let servers: Servers;
let address: string;
beforeEach(async () => {
  servers = new Servers();
  address = await servers.listen();
});
afterEach(() => {
  servers.server.closeAllConnections();
  servers.server.close();
});

function written(figures: SummarySpec["figures"], more: Partial<SummarySpec> = {}) {
  const spec = { prometheus: address, alertmanager: address, application: "shop", environment: "production" };
  return summarise({ ...spec, figures, ...more }, new AbortController().signal, NOW, 1);
}

test("writes of the day before, beside the day before that", async () => {
  await written([
    { label: "requests", query: "requests" },
    { label: "answered 5xx", query: "share", unit: "percent" },
  ]);
  expect(servers.asked.map(({ time }) => time)).toEqual([TODAY, TODAY - 86_400, TODAY, TODAY - 86_400]);
  const [alert] = servers.posted;
  expect(alert?.labels).toEqual({
    alertname: "DailySummary",
    severity: "daily",
    subject: "shop",
    application: "shop",
    environment: "production",
    day: "2026-03-03",
  });
  expect(alert?.annotations.summary).toBe("Daily summary of shop, production");
  expect(alert?.annotations.description?.split("\n")).toEqual([
    "shop, production: Tuesday, 3 March 2026 (UTC)",
    "",
    "requests      1,500 (1,200 the day before)",
    "answered 5xx  0.26 % (0.26 % the day before)",
    "",
  ]);
});

test("says of what was not measured that it was not", async () => {
  await written([
    { label: "orders", query: "nothing" },
    { label: "share", query: "bad" },
  ]);
  expect(servers.posted[0]?.annotations.description).toMatch(
    /orders {2}nothing was measured\nshare {3}nothing was measured/,
  );
});

test("goes out without a figure whose query is none, and fails for that", async () => {
  const figures = [
    { label: "orders", query: "orders(" },
    { label: "requests", query: "requests" },
  ];
  await expect(written(figures)).rejects.toThrow(
    /^the summary went out without orders: .* answered 400: .*parse error/,
  );
  expect(servers.posted[0]?.annotations.description).toContain("requests  1,500");
});

test("waits for servers that are starting", async () => {
  servers.refusals = 3;
  await written([{ label: "requests", query: "requests" }]);
  expect(servers.posted).toHaveLength(1);
});

test("gives up in one line", async () => {
  servers.refusals = 100;
  await expect(written([{ label: "requests", query: "requests" }])).rejects.toThrow(
    /^127\.0\.0\.1:\d+ answered 503: starting$/,
  );
});

test("does not take what it does not know", () => {
  const spec = {
    prometheus: "http://p:9090",
    alertmanager: "http://a:9093",
    application: "a",
    environment: "b",
    figures: [],
  };
  expect(summary.spec.safeParse(spec).success).toBe(true);
  for (const mistake of [{ prometheus: "p" }, { figures: [{ label: "a" }] }, { figurs: [] }, { application: "" }])
    expect(summary.spec.safeParse({ ...spec, ...mistake }).success).toBe(false);
});
