import { figuresOf, requestsQuery, type Sample } from "../../../lib/operations/docker/requests";
import { itNeeds } from "../../support/needs";
import { promtool } from "../../support/promtool";

function samples(figures: Record<string, number>, service = "web"): Sample[] {
  return Object.entries(figures).map(([figure, value]) => ({ service, figure, value }));
}

const ANSWERED = {
  total: 100.4,
  answered: 100.4,
  clientErrors: 3.2,
  serverErrors: 1.1,
  p50: 0.01,
  p95: 0.05,
  p99: 0.2,
};

test("rounds what Prometheus extrapolates", () => {
  expect(figuresOf("web", samples(ANSWERED))).toEqual({
    service: "web",
    requests: 100,
    clientErrors: 3,
    serverErrors: 1,
    p50: 0.01,
    p95: 0.05,
    p99: 0.2,
  });
});

test("counts what got no answer as an error of the server", () => {
  expect(figuresOf("web", samples({ total: 100, answered: 60, failed: 40, serverErrors: 2 })).serverErrors).toBe(42);
});

test("does not count clients that went away: they were answered", () => {
  expect(figuresOf("web", samples({ total: 100, answered: 100, failed: 7 })).serverErrors).toBe(0);
});

test("gives noughts, and no times, for a service without requests", () => {
  const nothing = { requests: 0, clientErrors: 0, serverErrors: 0, p50: undefined, p95: undefined, p99: undefined };
  expect(figuresOf("web", [])).toEqual({ service: "web", ...nothing });
  expect(figuresOf("web", samples({ total: 0, p50: Number.NaN }))).toMatchObject(nothing);
});

test("keeps services apart", () => {
  const both = [...samples({ total: 5, answered: 5 }), ...samples({ total: 9, answered: 9 }, "api")];
  expect(figuresOf("api", both).requests).toBe(9);
});

test("asks for the services and the time that are wanted", () => {
  const query = requestsQuery(["web", "api"], 3_600);
  expect(query).toContain('server=~"web|api"');
  expect(query).toContain("[3600s]");
});

describe("asked of Prometheus", () => {
  /** What the query gives for `total` after 20 minutes, of a counter with these values, one a minute. */
  async function total(counter: string, rangeSeconds: number, others: Record<string, string>, expected: number) {
    const labels = 'handler="reverse_proxy",server="web",instance="proxy"';
    const series = { [`caddy_http_requests_total{${labels}}`]: counter, ...others };
    const test = {
      rule_files: [],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          promql_expr_test: [
            {
              expr: `round((${requestsQuery(["web"], rangeSeconds)}) and on (figure) label_replace(vector(1), "figure", "total", "", ""))`,
              eval_time: "20m",
              exp_samples: [{ labels: '{server="web",figure="total"}', value: expected }],
            },
          ],
        },
      ],
    };
    await promtool({ "test.yml": JSON.stringify(test) }, ["test", "rules", "test.yml"]);
  }

  const YOUNG = { 'process_start_time_seconds{instance="proxy"}': "900x20", 'up{instance="proxy"}': "_x15 1x20" };
  const OLD = { 'process_start_time_seconds{instance="proxy"}': "0x20", 'up{instance="proxy"}': "_x15 1x20" };
  const WATCHED = { 'process_start_time_seconds{instance="proxy"}': "0x20", 'up{instance="proxy"}': "1x20" };

  itNeeds(["promtool"], "counts the first requests of a proxy that is new", () => total("_x15 40x10", 600, YOUNG, 40));
  itNeeds(["promtool"], "counts those that are the first of their kind", () => total("_x15 40x10", 600, WATCHED, 40));
  itNeeds(["promtool"], "does not count what was before Prometheus", () => total("_x15 4000x10", 600, OLD, 0));
});
