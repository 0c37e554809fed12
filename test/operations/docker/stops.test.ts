import { reasonOf } from "../../../lib/operations/docker/stops";

type Container = Parameters<typeof reasonOf>[0];

const RUNNING: Container["State"] = {
  Status: "running",
  Running: true,
  Paused: false,
  Restarting: false,
  OOMKilled: false,
  Dead: false,
  Pid: 1,
  ExitCode: 0,
  Error: "",
  StartedAt: "2026-01-31T12:00:00Z",
  FinishedAt: "0001-01-01T00:00:00Z",
};

const EXITED = { Status: "exited", Running: false, FinishedAt: "2026-01-31T12:30:00Z" };
const CREATED = { Status: "created", Running: false, StartedAt: "0001-01-01T00:00:00Z" };

/** Why a container of a role stopped, by its state. */
function reason(state: Partial<Container["State"]>, role = "service") {
  const container = { State: { ...RUNNING, ...state }, RestartCount: 2, Created: "2026-01-31T11:59:59Z" };
  return reasonOf(container, { subject: "web", instance: "shop-web-1", role });
}

test("says nothing of what runs, and of what ended as it should", () => {
  expect(reason({})).toBeUndefined();
  expect(reason(EXITED, "fill")).toBeUndefined();
  expect(reason(CREATED, "job")).toBeUndefined();
});

test.each<[what: string, state: Partial<Container["State"]>, words: string]>([
  ["an error", { ...EXITED, ExitCode: 1 }, "ended with exit code 1"],
  ["a kill", { ...EXITED, ExitCode: 137 }, "was killed (SIGKILL), exit code 137"],
  [
    "too little memory",
    { ...EXITED, ExitCode: 137, OOMKilled: true },
    "was killed: out of memory; raise its memory, or find what needs so much",
  ],
  [
    "a program that is not there",
    { ...CREATED, ExitCode: 127, Error: "exec: no such file" },
    "never started: exec: no such file",
  ],
  ["an end that nobody asked a service for", { ...EXITED, ExitCode: 0 }, "ended with exit code 0"],
])("tells %s", (_, state, words) => {
  expect(reason(state)).toMatchObject({ subject: "web", instance: "shop-web-1", reason: words, restarts: 2 });
});

test("gives the moment at which it happened", () => {
  expect(reason({ ...EXITED, ExitCode: 1 })?.at).toBe("2026-01-31T12:30:00.000Z");
  expect(reason({ ...CREATED, Error: "no such image" })?.at).toBe("2026-01-31T11:59:59.000Z");
});

test("tells a failed job, too", () => {
  expect(reason({ ...EXITED, ExitCode: 7 }, "job")).toMatchObject({ exitCode: 7 });
});
