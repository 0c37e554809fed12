import Docker from "dockerode";
import { DockerOperations } from "../../../lib/operations/docker";
import { restoreTo } from "../../../lib/operations/docker/restore";
import { System } from "../../../lib/operations/docker/system";
import { FakeDocker, printed } from "../../support/dockerHost";

const host = new FakeDocker();
const system = new System(new Docker({ socketPath: `${host.folder}/docker.sock` }), { project: "shop", stack: "prod" });
beforeAll(() => host.start());
afterAll(() => host.stop());

const MOMENT = new Date("2026-01-31T12:00:00.250Z");
const NEVER = "0001-01-01T00:00:00Z";

function listed(id: string, role: string) {
  const Labels = { "daytwo.role": role, "daytwo.of": id };
  return { Id: id, Names: [`/${id}`], ImageID: "steward", Created: 1, State: "exited", Labels };
}

function inspected(Id: string, command: string[]) {
  const State = { Running: false, StartedAt: NEVER };
  return {
    Id,
    Config: { Cmd: command, Env: ["DAYTWO_JOB=x", "TMPDIR=/scratch"] },
    HostConfig: {},
    Mounts: [],
    State,
  };
}

function result(job: string, outcome: string, message: string, figures: object = {}): string {
  return JSON.stringify({ job, outcome, startedAt: MOMENT.toISOString(), seconds: 1, message, figures });
}

const SPEC = { repository: { location: "/repository" }, database: { database: "app" }, archive: "/wal" };
const BASE = inspected("base", ["base-backup", JSON.stringify(SPEC)]);
const WAL = inspected("wal", ["ship-wal", JSON.stringify(SPEC)]);
const SERVER = {
  Config: { Env: ["PGDATA=/data/server"] },
  Mounts: [{ Type: "volume", Name: "data", Destination: "/data", RW: true }],
  State: { Running: true },
  RestartCount: 0,
};
const CONTAINERS = [
  listed("steward", "steward"),
  listed("wal", "job"),
  listed("base", "job"),
  listed("db", "database"),
];

/** A host on which everything goes well. */
function answers(): FakeDocker["answers"] {
  const wanted = (query: string) =>
    CONTAINERS.filter(({ Labels }) => query.includes(`daytwo.role=${Labels["daytwo.role"]}`));
  return {
    "/containers/json": wanted,
    "/networks": [{ Id: "network" }],
    "/containers/wal/json": WAL,
    "/containers/base/json": BASE,
    "/containers/db/json": SERVER,
    "/containers/wal/attach": printed(result("backup-wal", "succeeded", "the log leads to now")),
    "/containers/once/attach": printed(result("restore", "succeeded", "laid", { kept: "/data/server.before-1" })),
    "/containers/*/wait": { StatusCode: 0 },
    "/containers/*/start": {},
    "/containers/db/stop": {},
    "/containers/create": { Id: "once" },
    "/containers/once": {},
    "/containers/db/exec": { Id: "exec" },
    "/exec/exec/start": printed(""),
    "/exec/exec/json": { ExitCode: 0 },
  };
}

/** Restores on a host that answers so, and gives what was told, and what was done, in order. */
async function restored(other: FakeDocker["answers"] = {}) {
  host.answers = { ...answers(), ...other };
  host.changes.length = 0;
  const told: string[] = [];
  const run = await restoreTo(system, MOMENT, line => told.push(line)).catch((error: Error) => error);
  const done = host.changes.flatMap(({ what, body }) => stepOf(what, body));
  return { run, told, done };
}

/** What a change was for, by the command of what was made for it. */
function stepOf(what: string, body: string): string[] {
  const [, id, verb] = /^POST \/containers\/(\w+)\/(start|stop|exec)$/.exec(what) ?? [];
  if (id && id !== "once") return [`${verb} ${id}`];
  if (what !== "POST /containers/create") return [];
  const { Cmd, Entrypoint = [] }: { Cmd: string[]; Entrypoint?: string[] } = JSON.parse(body);
  return [
    /existsSync/.test(Entrypoint.join()) ? "look" : /renameSync/.test(Entrypoint.join()) ? "put back" : `${Cmd[0]}`,
  ];
}

test("brings the log up to now before it stops the server, and gives the roles this host's passwords at the end", async () => {
  const { run, told, done } = await restored();
  expect(done).toEqual(["start wal", "stop db", "restore", "start db", "look", "exec db"]);
  expect(run).toMatchObject({ job: "restore", exitCode: 0, message: "laid" });
  expect(told[0]).toBe("brought the database's log up to now into the backups");
});

test("asks the steward for the moment, to a part of a second, and shows it the archive that nobody has shipped", async () => {
  await restored();
  const { body } = host.changes.find(({ what }) => what === "POST /containers/create") ?? { body: "{}" };
  const { Cmd, Env } = JSON.parse(body);
  expect(JSON.parse(Cmd[1])).toEqual({
    kind: "time",
    repository: SPEC.repository,
    at: "2026-01-31T12:00:00.250Z",
    into: "/data/server",
    archive: "/wal",
  });
  // By the name of a job the clock would take it for that one.
  expect(Env).toEqual(["TMPDIR=/scratch"]);
});

test("goes on with what is in the backups where the log cannot be brought up, and says so", async () => {
  const { told, done } = await restored({
    "/containers/wal/attach": printed(result("backup-wal", "failed", "the server does not archive")),
    "/containers/wal/wait": { StatusCode: 1 },
  });
  expect(told[0]).toBe("the log since the last shipment is not in the backups: the server does not archive");
  expect(done.slice(0, 3)).toEqual(["start wal", "stop db", "restore"]);
});

test("leaves the server as it was when the data cannot be laid", async () => {
  const { run, done } = await restored({
    "/containers/once/attach": printed("there is no base backup from before this moment"),
    "/containers/once/wait": { StatusCode: 1 },
  });
  expect(run).toMatchObject({ exitCode: 1, message: "there is no base backup from before this moment" });
  expect(done).toEqual(["start wal", "stop db", "restore", "start db"]);
});

test("puts back what was there when the server does not start with the new data", async () => {
  const states = [true];
  const server = () => ({ ...SERVER, State: { Running: states.pop() ?? false } });
  const { run, done } = await restored({ "/containers/db/json": server });
  expect(run).toEqual(
    new Error(
      "restore: the server does not start with the restored data; try an earlier moment. The database serves what it had before",
    ),
  );
  expect(done).toEqual(["start wal", "stop db", "restore", "start db", "stop db", "put back", "start db"]);
});

test("goes on where a restore that was cut off has left the server stopped", async () => {
  const { done } = await restored({ "/containers/db/json": { ...SERVER, State: { Running: false } } });
  expect(done.slice(0, 3)).toEqual(["start wal", "restore", "start db"]);
});

describe("the maintenance page of a restore", () => {
  const proxied = [...CONTAINERS, { ...listed("proxy", "proxy"), State: "running" }];
  const Mounts = [{ Type: "volume", Name: "sockets", Destination: "/run/daytwo", RW: true }];
  const manifest = { project: "shop", stack: "prod", application: "shop", environment: "production", jobs: [] };

  async function restoredAll(other: FakeDocker["answers"] = {}) {
    host.answers = {
      ...answers(),
      "/containers/json": query =>
        proxied.filter(({ Labels }) => query.includes(`daytwo.role=${Labels["daytwo.role"]}`)),
      "/containers/proxy/json": { ...inspected("proxy", []), Mounts },
      ...other,
    };
    host.changes.length = 0;
    const told: string[] = [];
    const operations = new DockerOperations(
      { version: 1, platform: "docker", ...manifest, services: ["web"], details: {} },
      { host: host.host },
    );
    await operations.restore(MOMENT, line => told.push(line)).catch((error: Error) => told.push(error.message));
    const pages = host.changes.flatMap(({ what, body }) => {
      const { Cmd = [] }: { Cmd?: string[] } = what === "POST /containers/create" ? JSON.parse(body) : {};
      return Cmd[0] === "maintenance" ? [JSON.parse(Cmd[1] ?? "")] : [];
    });
    return { told, pages };
  }

  test("is its own, so that those of an operator stay, and goes when it is restored", async () => {
    const { pages } = await restoredAll();
    expect(pages).toEqual([
      { state: "on", service: "*restore" },
      { state: "off", service: "*restore" },
    ]);
  });

  test("goes when the moment is refused, since the database serves what it had", async () => {
    const codes = [0, 1, 0]; // the page, the restore, the page
    const { pages, told } = await restoredAll({
      "/containers/once/attach": printed("there is no base backup from before this moment"),
      "/containers/once/wait": () => ({ StatusCode: codes.shift() ?? 0 }),
    });
    expect(pages.map(({ state }) => state)).toEqual(["on", "off"]);
    expect(told).not.toContainEqual(expect.stringMatching(/stays up/));
  });

  test("stays up when it fails in the middle, which is said", async () => {
    const { pages, told } = await restoredAll({ "/containers/db/json": { ...SERVER, State: { Running: false } } });
    expect(pages).toEqual([{ state: "on", service: "*restore" }]);
    expect(told).toContainEqual(expect.stringMatching(/^the maintenance page stays up, since the restore failed: /));
  });
});

test("says how a database that is lost is made anew first", async () => {
  const { run } = await restored({
    "/containers/json": query =>
      CONTAINERS.filter(
        ({ Labels }) => query.includes(`daytwo.role=${Labels["daytwo.role"]}`) && Labels["daytwo.role"] !== "database",
      ),
  });
  expect(run).toEqual(
    new Error("restore: the database's container is not here; run pulumi up --refresh first, which makes one"),
  );
});
