import { containersOf, stackOf } from "../../../images/steward/src/serve/containers";
import { Docker } from "../../../images/steward/src/serve/docker";
import { FakeDocker } from "../../support/dockerHost";

const fake = new FakeDocker();
const docker = new Docker(`${fake.folder}/docker.sock`);
const labels = { "daytwo.project": "shop", "daytwo.stack": "production", "daytwo.role": "job", "daytwo.of": "dump" };

beforeAll(() => fake.start());
afterAll(() => fake.stop());

test("no version of Docker's interface is named: any from 20.10 on would be refused by some Docker", async () => {
  // Docker 29 answers under "/containers", "/v1.44/containers" and later, 20.10 up to "/v1.41/containers".
  fake.answers = { "/containers/json": [] };
  expect(await containersOf(docker, { project: "shop", stack: "production" })).toEqual([]);
});

test("what Docker leaves out because it is nothing, is nothing", async () => {
  const State = { Running: false, StartedAt: "0001-01-01T00:00:00Z", FinishedAt: "0001-01-01T00:00:00Z" };
  const inspected = { Id: "abc", Name: "/shop-dump", Created: "2026-03-01T00:00:00Z", Config: { Labels: labels } };
  fake.answers = {
    "/containers/json": [{ Id: "abc" }],
    "/containers/abc/json": { ...inspected, State, HostConfig: {} },
  };
  const [seen] = await containersOf(docker, { project: "shop", stack: "production" });
  expect(seen).toMatchObject({ name: "shop-dump", of: "dump", restarts: 0, exitCode: 0, error: "", cpus: undefined });
  expect(await stackOf(docker, "abc")).toEqual({ project: "shop", stack: "production" });
});
