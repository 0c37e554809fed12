import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../lib/cli/run";
import { PlainError } from "../../lib/common/errors";
import type { Operations } from "../../lib/operations";
import type * as Open from "../../lib/operations/open";
import { MANIFEST } from "../support/manifest";

/** What is opened in place of the real one, while there is something. */
let mockSystem: Operations | undefined;

jest.mock("../../lib/operations/open", () => {
  const { openOperations } = jest.requireActual<typeof Open>("../../lib/operations/open");
  const open: typeof openOperations = (...args) => mockSystem ?? openOperations(...args);
  return { openOperations: open };
});

const folder = mkdtempSync(join(tmpdir(), "daytwo-verbs-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const VALID = file("valid.json", MANIFEST);

/** A system that answers so. */
function system(answers: Partial<Operations>): Operations {
  const missing = () => Promise.reject(new Error("was not to be asked"));
  return {
    firingAlarms: missing,
    stopReasons: missing,
    errorLines: missing,
    requests: missing,
    runJob: missing,
    backUp: missing,
    restore: missing,
    maintenance: missing,
    close: () => {},
    ...answers,
  };
}

/** Runs a command line against a system, and gives what it says. */
async function daytwo(answers: Partial<Operations>, ...args: string[]) {
  const told = { out: "", err: "" };
  const hear = (where: keyof typeof told) => (text: string | Uint8Array) => {
    told[where] += text;
    return true;
  };
  mockSystem = system(answers);
  const mocks = [
    jest.spyOn(process.stdout, "write").mockImplementation(hear("out")),
    jest.spyOn(process.stderr, "write").mockImplementation(hear("err")),
  ];
  const code = await run(["node", "daytwo", ...args, "--manifest", VALID]);
  mockSystem = undefined;
  for (const mock of mocks) mock.mockRestore();
  return { code, ...told };
}

const ALARM = {
  name: "Outage",
  severity: "critical",
  subject: "web",
  since: "2026-01-31T12:00:00Z",
  summary: "web does not answer.",
};
const RUN = { job: "migrate", startedAt: "2026-01-31T12:00:00Z", seconds: 1.5, exitCode: 0, message: "3 tables" };

describe("answers", () => {
  test("the alarms that are firing, as lines and as JSON", async () => {
    const answers = { firingAlarms: async () => [ALARM] };
    const lines = await daytwo(answers, "alarms");
    expect(lines).toEqual({
      code: 0,
      out: "critical  web  Outage  2026-01-31T12:00:00Z  web does not answer.\n",
      err: "",
    });
    expect(JSON.parse((await daytwo(answers, "alarms", "--json")).out)).toEqual([ALARM]);
  });

  test("with an exit code for scripts, where that is wanted", async () => {
    expect((await daytwo({ firingAlarms: async () => [ALARM] }, "alarms", "--exit-code")).code).toBe(1);
    expect(await daytwo({ firingAlarms: async () => [] }, "alarms", "--exit-code")).toMatchObject({
      code: 0,
      out: "no alarm is firing\n",
    });
  });

  test("requests in columns, with a dash for what there is none of", async () => {
    const figures = {
      service: "web",
      requests: 1200,
      clientErrors: 3,
      serverErrors: 0,
      p50: 0.012,
      p95: 0.2,
      p99: undefined,
    };
    const { out } = await daytwo({ requests: async () => [figures] }, "requests");
    expect(out).toBe(
      "service  requests  4xx  5xx  p50    p95     p99\nweb      1200      3    0    12 ms  200 ms  -\n",
    );
  });

  test("what stopped, and how often it was started again", async () => {
    const stop = {
      subject: "web",
      instance: "shop-web-1",
      at: "2026-01-31T12:00:00Z",
      exitCode: 1,
      reason: "ended with exit code 1",
      restarts: 4,
    };
    expect((await daytwo({ stopReasons: async () => [stop] }, "stops")).out).toBe(
      "2026-01-31T12:00:00Z  web  shop-web-1  ended with exit code 1 (restarted 4 times)\n",
    );
  });

  test("log lines since a moment", async () => {
    const asked: Date[] = [];
    const errorLines = async (since: Date) => {
      asked.push(since);
      return [{ at: "2026-01-31T12:00:00Z", source: "web", level: "error", message: "no such order" }];
    };
    const { out } = await daytwo({ errorLines }, "errors", "--since", "2026-01-31T00:00:00+01:00");
    expect(out).toBe("2026-01-31T12:00:00Z  web  error  no such order\n");
    expect(asked).toEqual([new Date("2026-01-30T23:00:00Z")]);
  });
});

describe("does", () => {
  test("a job: its lines as they come, then how it ended", async () => {
    const runJob: Operations["runJob"] = async (_, follow) => {
      follow("table 1");
      return RUN;
    };
    expect(await daytwo({ runJob }, "run", "migrate", "--yes")).toEqual({
      code: 0,
      out: "table 1\nmigrate: done after 1.5 s: 3 tables\n",
      err: "",
    });
    const json = await daytwo({ runJob }, "run", "migrate", "--yes", "--json");
    expect([JSON.parse(json.out), json.err]).toEqual([RUN, "table 1\n"]);
  });

  test("and fails with it", async () => {
    const failed = { ...RUN, exitCode: 7, message: undefined };
    expect(await daytwo({ runJob: async () => failed }, "run", "migrate", "--yes")).toEqual({
      code: 1,
      out: "migrate: failed with exit code 7 after 1.5 s\n",
      err: "",
    });
    const backUp = async () => [RUN, failed];
    expect((await daytwo({ backUp }, "backup")).code).toBe(1);
  });

  test("a restore to a moment", async () => {
    const asked: Date[] = [];
    const restore: Operations["restore"] = async to => {
      asked.push(to);
      return { ...RUN, job: "restore" };
    };
    expect((await daytwo({ restore }, "restore", "--to", "2026-01-31T12:00:00Z", "--yes")).code).toBe(0);
    expect(asked).toEqual([new Date("2026-01-31T12:00:00Z")]);
  });

  test("a restore to its end, also when it is interrupted once", async () => {
    const restore: Operations["restore"] = async () => {
      process.emit("SIGINT");
      return { ...RUN, job: "restore" };
    };
    const { code, err } = await daytwo({ restore }, "restore", "--to", "2026-01-31T12:00:00Z", "--yes");
    expect([code, err]).toEqual([0, expect.stringMatching(/^the restore goes on, /)]);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  test("leaves a restore that goes on by itself to the words of its own, when it is interrupted", async () => {
    const restore: Operations["restore"] = async () => {
      process.emit("SIGINT");
      throw new PlainError("interrupted: RDS goes on");
    };
    const args = ["restore", "--to", "2026-01-31T12:00:00Z", "--yes"];
    const { code, err } = await daytwo({ interruptible: true, restoresBeside: true, restore }, ...args);
    expect([code, err]).toEqual([1, "daytwo: interrupted: RDS goes on\n"]);
  });

  test("maintenance of one service or of all", async () => {
    const asked: unknown[] = [];
    const maintenance: Operations["maintenance"] = async (...args) => {
      asked.push(args);
      return ["maintenance is on"];
    };
    expect((await daytwo({ maintenance }, "maintenance", "on", "web", "--yes")).out).toBe("maintenance is on\n");
    await daytwo({ maintenance }, "maintenance", "off", "--yes");
    expect(asked).toEqual([
      [true, "web"],
      [false, undefined],
    ]);
  });

  test("moves requests between groups, where the platform has any", async () => {
    const asked: unknown[] = [];
    const shares = [
      { group: "blue" as const, percent: 75, healthy: 2 },
      { group: "green" as const, percent: 25, healthy: 2 },
    ];
    const groups = {
      traffic: async () => shares,
      shiftTraffic: async (...args: unknown[]) => {
        asked.push(args);
        return shares;
      },
    };
    const { out, err } = await daytwo(groups, "traffic", "web", "--to", "green", "--percent", "25", "--yes");
    expect(out).toBe("blue   75 %  2 healthy\ngreen  25 %  2 healthy\n");
    expect(err).toMatch(/^both groups have requests now, and ECS rolls back what is rolled out meanwhile; /);
    expect((await daytwo(groups, "traffic", "web", "--to", "green", "--yes")).err).toBe("");
    expect((await daytwo(groups, "traffic", "web")).err).toBe("");
    expect(asked).toEqual([
      ["web", "green", 25],
      ["web", "green", 100],
    ]);
    expect(await daytwo({}, "traffic", "web")).toMatchObject({
      code: 2,
      err: "traffic: not available on docker; use aws\n",
    });
  });

  test("a restore beside the database says that it is one", async () => {
    const args = ["restore", "--to", "2026-01-31T12:00:00Z", "--dry-run"];
    expect((await daytwo({ restoresBeside: true }, ...args)).err).toBe(
      "would make a new database as that of production was at 2026-01-31T12:00:00.000Z, beside the one that serves\n",
    );
  });

  test("passes Ctrl-C on to operations that end by themselves, and then lets go of it", async () => {
    const before = process.listenerCount("SIGINT");
    const heard: number[] = [];
    const firingAlarms = async () => {
      heard.push(process.listenerCount("SIGINT"));
      return [];
    };
    await daytwo({ interruptible: true, firingAlarms }, "alarms");
    await daytwo({ firingAlarms }, "alarms");
    expect([...heard, process.listenerCount("SIGINT")]).toEqual([before + 1, before, before]);
  });

  test("nothing on a dry run, but says what", async () => {
    expect(await daytwo({}, "restore", "--to", "2026-01-31T12:00:00Z", "--dry-run")).toEqual({
      code: 0,
      out: "",
      err: "would stop the database of production and bring it back to 2026-01-31T12:00:00.000Z: what was written since then is lost\n",
    });
    expect((await daytwo({}, "backup", "--dry-run")).err).toBe("would take every backup of production\n");
  });
});

const MOMENT_HELP = "Write a moment with its zone, such as 2026-01-31T12:00:00Z.";
const SINCE_HELP = 'Write how long ago, such as 1h or "30 minutes", or a moment, such as 2026-01-31T12:00:00Z.';

test.each<[what: string, args: string[], message: string]>([
  [
    "a change that nobody can confirm",
    ["run", "migrate"],
    "this would run the job migrate of production; add --yes, because nobody can be asked here",
  ],
  ["a restore without a moment", ["restore"], "error: required option '--to <time>' not specified"],
  ["a moment without a zone", ["restore", "--to", "2026-01-31T12:00:00"], MOMENT_HELP],
  ["a moment to come", ["restore", "--to", "2999-01-31T12:00:00Z"], `It lies in the future. ${MOMENT_HELP}`],
  ["a time that is none", ["errors", "--since", "yesterday"], SINCE_HELP],
  ["a time to come", ["errors", "--since", "2999-01-31T12:00:00Z"], `It lies in the future. ${SINCE_HELP}`],
  ["a time before all dates", ["errors", "--since", "99999999999999999d"], SINCE_HELP],
  ["a day that is none", ["restore", "--to", "2026-02-30T12:00:00Z"], MOMENT_HELP],
  ["a month that is none", ["stops", "--since", "2026-13-01T00:00:00Z"], SINCE_HELP],
  ["a share that is none", ["traffic", "web", "--percent", "101"], "Write a whole number from 0 to 100."],
  ["a share for no group", ["traffic", "web", "--percent", "10"], "traffic: --percent: stands alone; write --to blue"],
  ["a state that is neither", ["maintenance", "maybe"], "Allowed choices are on, off."],
])("refuses %s, with exit code 2", async (_, args, message) => {
  const { code, err, out } = await daytwo({}, ...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
});

test.each<[what: string, manifest: string, message: string]>([
  [
    "is not there",
    join(folder, "none.json"),
    `${join(folder, "none.json")}: cannot be read; write the path of a file with a manifest\n`,
  ],
  ["is no JSON", file("text.json", "shop"), `${join(folder, "text.json")}: is no JSON\n`],
  [
    "is of a platform without operations",
    file("vercel.json", { ...MANIFEST, platform: "vercel" }),
    "operations: not available on vercel; use aws, docker\n",
  ],
])("tells of a manifest that %s", async (_, manifest, message) => {
  let err = "";
  const heard = jest.spyOn(process.stderr, "write").mockImplementation(text => {
    err += text;
    return true;
  });
  const code = await run(["node", "daytwo", "alarms", "--manifest", manifest]);
  heard.mockRestore();
  expect([code, err]).toEqual([2, message]);
});
