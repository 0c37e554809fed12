import { plan } from "daytwo/testing";
import { testFoundation } from "../../support/foundation";

const former = process.env.DOCKER_HOST;

afterEach(() => {
  if (former === undefined) delete process.env.DOCKER_HOST;
  else process.env.DOCKER_HOST = former;
});

async function clock(host: string) {
  process.env.DOCKER_HOST = host;
  const planned = await plan(() => void testFoundation().clock());
  return planned.named("shop-foundation-steward-clock").inputs;
}

test("the clock has the socket of the Docker that it stands on, is asked whether it is well, and may reach it under SELinux", async () => {
  const inputs = await clock("unix:///run/user/1000/docker.sock");
  expect(inputs.mounts).toContainEqual({
    type: "bind",
    source: "/run/user/1000/docker.sock",
    target: "/var/run/docker.sock",
    readOnly: true,
  });
  expect(Object(inputs.healthcheck).tests).toEqual(["CMD", "node", "-e", expect.stringContaining(":9100/healthz")]);
  expect(inputs.securityOpts).toEqual(["no-new-privileges:true", "label=disable"]);
  expect(inputs.memory).toBe(192);
});

test("on a host that is far away it is that host's usual one", async () => {
  const inputs = await clock("ssh://deploy@shop.example.com");
  expect(inputs.mounts).toContainEqual(expect.objectContaining({ source: "/var/run/docker.sock" }));
});
