import { itNeeds } from "../../support/needs";
import { type Course, promtoolTest } from "../../support/promtool";
import { generated } from "./generated";

type Answers = Partial<Record<"200" | "404" | "500", string>>;

/** What Caddy counts of one service; values are counters, one each 15 seconds. */
function caddy(server: string, requests: string, answers: Answers, errors?: string): Course["series"] {
  const of = `handler="reverse_proxy",server="${server}"`;
  const counted = Object.entries(answers).map(([code, values]) => [
    `caddy_http_request_duration_seconds_count{${of},code="${code}",method="GET"}`,
    values,
  ]);
  return {
    [`caddy_http_requests_total{${of}}`]: requests,
    ...Object.fromEntries(counted),
    ...(errors !== undefined && { [`caddy_http_request_errors_total{${of}}`]: errors }),
  };
}

const FAILS = "RequestsFail";

describe("errors: more than 1 % of at least 100 requests a minute, in 2 of 3 minutes", () => {
  const courses: Record<string, Omit<Course, "of">> = {
    "2 % of 200 requests a minute: after two minutes, and as long as it lasts": {
      series: caddy("web", "0+50x60", { "200": "0+49x60", "500": "0+1x60" }),
      firing: { "45s": [], "5m": ["RequestsFail/web"], "14m": ["RequestsFail/web"] },
    },
    "just 1 %: never": {
      series: caddy("web", "0+100x60", { "200": "0+99x60", "500": "0+1x60" }),
      firing: { "5m": [], "14m": [] },
    },
    "5 % of 80 requests a minute: never, there are too few": {
      series: caddy("web", "0+20x60", { "200": "0+19x60", "500": "0+1x60" }),
      firing: { "5m": [], "14m": [] },
    },
    "one bad minute: never": {
      series: caddy("web", "0+50x60", {
        "200": "0+50x19 960+40x3 1130+50x40",
        "500": "0x20 10+10x2 30x40",
      }),
      firing: { "5m15s": [], "6m": [], "7m": [], "8m": [], "9m": [] },
    },
    "all of 8 requests a minute fail: an outage, however few": {
      series: caddy("web", "0+2x60", { "500": "0+2x60" }),
      firing: { "45s": [], "5m": ["RequestsFail/web"] },
    },
    "no requests at all: never": {
      series: caddy("web", "500x60", { "200": "490x60", "500": "10x60" }),
      firing: { "5m": [], "14m": [] },
    },
    "no figures at all: never": { series: {}, firing: { "5m": [] } },
    "Caddy 2.6, no instance answers: requests have no status, and stand among the errors": {
      series: caddy("web", "0+50x60", { "200": "0+50x20 1000x40" }, "0x20 0+50x40"),
      firing: { "5m": [], "8m": ["RequestsFail/web"] },
    },
    "Caddy 2.7, no instance answers: requests have a status and stand among the errors": {
      series: caddy("web", "0+50x60", { "200": "0+50x20 1000x40", "500": "0x20 0+50x40" }, "0x20 0+50x40"),
      firing: { "5m": [], "8m": ["RequestsFail/web"] },
    },
    "clients that go away stand among the errors, with a status: never": {
      series: caddy("web", "0+50x60", { "200": "0+40x60", "404": "0+10x60" }, "0+10x60"),
      firing: { "5m": [], "14m": [] },
    },
    "a status that is counted for the first time: never": {
      series: caddy("web", "0+50x60", { "200": "0+50x20 1000+25x40", "404": "_x20 25+25x40" }, "0x60"),
      firing: { "5m30s": [], "6m": [], "7m": [], "8m": [] },
    },
    "the fault of one service is not another's": {
      series: { ...caddy("web", "0+50x60", { "200": "0+50x60" }), ...caddy("api", "0+50x60", { "500": "0+50x60" }) },
      firing: { "5m": ["RequestsFail/api"] },
    },
    "what is no service, as the public server itself, is not looked at": {
      series: caddy("public", "0+50x60", { "500": "0+50x60" }),
      firing: { "5m": [] },
    },
    "ends three minutes after the errors do": {
      series: caddy("web", "0+50x80", { "200": "0x20 0+50x60", "500": "0+50x20 1000x60" }),
      firing: { "5m": ["RequestsFail/web"], "9m": [] },
    },
  };
  for (const [title, course] of Object.entries(courses))
    itNeeds(["promtool"], title, async () => {
      const { "rules.yml": rules = "" } = await generated();
      await promtoolTest(rules, { ...course, of: FAILS });
    });

  itNeeds(["promtool"], "the figures are the user's, and false leaves the rule out", async () => {
    const series = caddy("web", "0+50x60", { "200": "0+49x60", "500": "0+1x60" });
    const { "rules.yml": lax = "" } = await generated({ errorRate: 3 });
    await promtoolTest(lax, { series, of: FAILS, firing: { "10m": [] } });
    const { "rules.yml": without = "" } = await generated({ errorRate: false });
    await promtoolTest(without, { series, of: FAILS, firing: { "10m": [] } });
  });
});

describe("client errors: more than 5 % for 5 minutes", () => {
  itNeeds(["promtool"], "6 %: after 5 minutes and not before; 5 % and too few requests: never", async () => {
    const { "rules.yml": rules = "" } = await generated();
    const six = caddy("web", "0+100x60", { "200": "0+94x60", "404": "0+6x60" });
    await promtoolTest(rules, { series: six, of: "ClientErrors", firing: { "5m": [], "6m30s": ["ClientErrors/web"] } });
    const five = caddy("web", "0+100x60", { "200": "0+95x60", "404": "0+5x60" });
    await promtoolTest(rules, { series: five, of: "ClientErrors", firing: { "14m": [] } });
    const few = caddy("web", "0+20x60", { "404": "0+20x60" });
    await promtoolTest(rules, { series: few, of: "ClientErrors", firing: { "14m": [] } });
  });

  itNeeds(["promtool"], "four bad minutes: never", async () => {
    const { "rules.yml": rules = "" } = await generated();
    const series = caddy("web", "0+100x80", { "200": "0+90x16 1530+100x60", "404": "0+10x16 160x60" });
    const firing = { "4m": [], "5m": [], "6m": [], "12m": [] };
    await promtoolTest(rules, { series, of: "ClientErrors", firing });
  });
});

describe("slow answers: the slowest hundredth above 1 s for 5 minutes", () => {
  function answers(within: string, slower: string, requests: string): Course["series"] {
    const of = 'handler="reverse_proxy",server="web",code="200",method="GET"';
    return {
      'caddy_http_requests_total{handler="reverse_proxy",server="web"}': requests,
      [`caddy_http_request_duration_seconds_bucket{${of},le="1"}`]: within,
      [`caddy_http_request_duration_seconds_bucket{${of},le="2.5"}`]: slower,
      [`caddy_http_request_duration_seconds_bucket{${of},le="+Inf"}`]: slower,
    };
  }
  const courses: Record<string, [Course["series"], Course["firing"]]> = {
    "2 in a hundred are slower: after 5 minutes and not before": [
      answers("0+98x60", "0+100x60", "0+100x60"),
      { "5m": [], "6m30s": ["SlowAnswers/web"] },
    ],
    "1 in a hundred is slower: never": [answers("0+99x60", "0+100x60", "0+100x60"), { "14m": [] }],
    "too few requests: never": [answers("0x60", "0+10x60", "0+10x60"), { "14m": [] }],
    "no requests: never": [answers("5x60", "5x60", "5x60"), { "14m": [] }],
  };
  for (const [title, [series, firing]] of Object.entries(courses))
    itNeeds(["promtool"], title, async () => {
      const { "rules.yml": rules = "" } = await generated();
      await promtoolTest(rules, { series, of: "SlowAnswers", firing });
    });
});
