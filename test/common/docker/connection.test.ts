import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plan } from "daytwo/testing";
import { connectionFrom, connectionOfStack } from "../../../lib/common/docker/host";
import { socketOf } from "../../../lib/common/docker/host/address";
import { type Connection, certificatesOf } from "../../../lib/common/docker/host/connection";
import { SshAgent } from "../../../lib/common/docker/host/ssh";

const VARIABLES = Object.keys(process.env).filter(name => name.startsWith("DOCKER_"));
const former = Object.fromEntries(VARIABLES.map(name => [name, process.env[name]]));

function clear(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("DOCKER_")) delete process.env[name];
}

beforeEach(clear);
afterAll(() => {
  clear();
  Object.assign(process.env, former);
});

async function ofStack(config: Record<string, string>): Promise<Connection | undefined> {
  let found: Connection | undefined;
  await plan(
    () => {
      found = connectionOfStack();
    },
    { config },
  );
  return found;
}

test("a host is reached as the provider reaches it: by the stack's configuration", async () => {
  const config = {
    "docker:host": "tcp://shop:2376",
    "docker:caMaterial": "CA",
    "docker:certMaterial": "CERT",
    "docker:keyMaterial": "KEY",
    "docker:sshOpts": '["-i","~/.ssh/deploy"]',
  };
  expect(await ofStack(config)).toEqual({
    host: "tcp://shop:2376",
    material: { ca: "CA", cert: "CERT", key: "KEY" },
    sshOptions: ["-i", "~/.ssh/deploy"],
  });
  expect(await ofStack({ "docker:host": "tcp://shop:2376", "docker:certPath": "/certs" })).toEqual({
    host: "tcp://shop:2376",
    certPath: "/certs",
  });
});

test("and by its variables, which the configuration comes before", () => {
  Object.assign(process.env, {
    DOCKER_HOST: "ssh://shop",
    DOCKER_CERT_PATH: "/certs",
    DOCKER_CERT_MATERIAL: "CERT",
    DOCKER_KEY_MATERIAL: "KEY",
    DOCKER_SSH_OPTS: "-i  key",
  });
  const found = { certPath: "/certs", material: { cert: "CERT", key: "KEY" }, sshOptions: ["-i", "key"] };
  expect(connectionFrom(() => undefined)).toEqual({ host: "ssh://shop", ...found });
  const own = (name: string) => ({ host: "tcp://shop:2376", certPath: "/own" })[name];
  expect(connectionFrom(own)).toEqual({ ...found, host: "tcp://shop:2376", certPath: "/own" });
});

test("a list of arguments that is none is told", () => {
  expect(() => connectionFrom(name => (name === "sshOpts" ? "-i key" : undefined))).toThrow(
    'docker:sshOpts: is no list of arguments; write pulumi config set --path "docker:sshOpts[0]" -- -i, and so on',
  );
});

test("certificates are read from the folder, unless they are given", () => {
  const folder = mkdtempSync(join(tmpdir(), "daytwo-certificates-"));
  for (const file of ["ca", "cert", "key"]) writeFileSync(join(folder, `${file}.pem`), file);
  const read = certificatesOf({ host: "tcp://shop:2376", certPath: folder });
  expect(Object.values(read ?? {}).map(String)).toEqual(["ca", "cert", "key"]);
  rmSync(folder, { recursive: true });
  const material = { cert: "CERT", key: "KEY" };
  expect(certificatesOf({ host: "tcp://shop:2376", certPath: folder, material })).toEqual(material);
  expect(() => certificatesOf({ host: "tcp://shop:2376", certPath: folder })).toThrow(
    `docker:certPath: ca.pem, cert.pem and key.pem cannot be read in ${folder}; write the folder that holds them`,
  );
});

test.each([
  ["unix:///var/run/docker.sock", "/var/run/docker.sock"],
  ["unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock"],
  ["unix:///home/shop/.docker/desktop/docker.sock", "/var/run/docker.sock"],
  ["ssh://shop", "/var/run/docker.sock"],
  ["tcp://shop:2376", "/var/run/docker.sock"],
])("the socket that the clock is given for %s is %s", (host, socket) => {
  expect(socketOf(host)).toBe(socket);
});

test("the ssh program gets the arguments that the provider gives it", async () => {
  const agent = new SshAgent({ kind: "ssh", host: "shop", port: undefined, user: undefined }, ["-V"]);
  const stream = agent.createConnection();
  // "ssh -V" tells its version and ends well, whatever comes after it.
  const ended = await new Promise(resolve =>
    stream
      .once("end", () => resolve("well"))
      .once("error", resolve)
      .resume(),
  );
  expect(ended).toBe("well");
});
