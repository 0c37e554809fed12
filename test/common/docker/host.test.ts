import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { connect, explain, parseHost, within } from "../../../lib/common/docker/host";
import { SshError, sshArguments } from "../../../lib/common/docker/host/ssh";
import { InputError } from "../../../lib/common/errors";

describe("the address of a Docker host", () => {
  it.each([
    ["unix:///var/run/docker.sock", { kind: "socket", path: "/var/run/docker.sock" }],
    ["tcp://10.0.0.1:2375", { kind: "tcp", host: "10.0.0.1", port: 2375, secure: false }],
    ["tcp://shop.example.com:2376", { kind: "tcp", host: "shop.example.com", port: 2376, secure: true }],
    ["ssh://deploy@shop.example.com:2222", { kind: "ssh", host: "shop.example.com", port: 2222, user: "deploy" }],
    ["ssh://shop", { kind: "ssh", host: "shop", port: undefined, user: undefined }],
    ["ssh://deploy@[2001:db8::1]", { kind: "ssh", host: "2001:db8::1", port: undefined, user: "deploy" }],
  ])("is read from %s", (text, address) => {
    expect(parseHost(text)).toEqual(address);
  });

  it.each([
    ["shop", '"shop" is no Docker host; write unix:///var/run/docker.sock, ssh://user@host or tcp://host:2376'],
    [
      "ssh://",
      '"ssh://" is no SSH address of a Docker host; write ssh://user@host or ssh://user@host:22, and nothing else',
    ],
    [
      "ssh://deploy:hush@shop",
      '"ssh://deploy:…@shop" is no SSH address of a Docker host; write ssh://user@host or ssh://user@host:22, and nothing else',
    ],
    [
      "ssh://shop/var/run/docker.sock",
      '"ssh://shop/var/run/docker.sock" is no SSH address of a Docker host; write ssh://user@host or ssh://user@host:22, and nothing else',
    ],
    [
      "ssh://-oProxyCommand=evil",
      '"ssh://-oProxyCommand=evil" is no SSH address of a Docker host; write ssh://user@host or ssh://user@host:22, and nothing else',
    ],
  ])("%s is told as a mistake", (text, message) => {
    expect(() => parseHost(text)).toThrow(new InputError("docker:host", [{ path: "", message }]));
  });

  it("whatever the text, is read or told as a mistake", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ validSchemes: ["ssh", "tcp", "unix"] })), text => {
        try {
          parseHost(text);
        } catch (error) {
          expect(InputError.isInstance(error)).toBe(true);
        }
      }),
    );
  });

  it("never becomes an option of the ssh program", () => {
    expect(sshArguments({ kind: "ssh", host: "shop", port: 22, user: "deploy" })).toEqual([
      ..."-T -o BatchMode=yes -o ConnectTimeout=10 -l deploy -p 22 -- shop".split(" "),
    ]);
  });
});

async function meaning(host: string): Promise<string> {
  const client = connect({ host });
  return within(10, client, client.version()).then(
    () => "answered",
    (error: unknown) => explain(error, host),
  );
}

describe("a Docker host that cannot be reached", () => {
  const folder = mkdtempSync(join(tmpdir(), "daytwo-host-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("for want of a socket", async () => {
    expect(await meaning(`unix://${folder}/none.sock`)).toBe(
      `there is no Docker socket at ${folder}/none.sock; start Docker (sudo systemctl start docker), install it, or name another docker:host`,
    );
  });

  it("since nothing listens at the socket", async () => {
    writeFileSync(`${folder}/file.sock`, "");
    expect(await meaning(`unix://${folder}/file.sock`)).toBe(
      `nothing answers at the Docker socket ${folder}/file.sock; start Docker (sudo systemctl start docker)`,
    );
  });

  it("since it takes too long, of which no connection is left to keep the program from ending", async () => {
    const path = `${folder}/silent.sock`;
    const server = createServer().listen(path);
    const hungUp = new Promise(resolve =>
      server.once("connection", (socket: Socket) => socket.once("close", resolve).resume()),
    );
    const host = `unix://${path}`;
    const client = connect({ host });
    const late = await within(0.1, client, client.version()).catch((error: unknown) => explain(error, host));
    await hungUp;
    server.close();
    expect(late).toBe(
      `Docker on ${host} did not answer within 0.1 seconds; look at it with systemctl status docker, or name another docker:host`,
    );
  });

  it("since a port refuses", async () => {
    expect(await meaning("tcp://127.0.0.1:1")).toBe(
      "tcp://127.0.0.1:1 refuses the connection; start Docker there, or mend the port in docker:host",
    );
  });

  it.each([
    ["EACCES", "this user may not use the Docker socket /s; run sudo usermod -aG docker $USER and log in again"],
    ["ECONNREFUSED", "nothing answers at the Docker socket /s; start Docker (sudo systemctl start docker)"],
  ])("%s at a socket", (code, words) => {
    expect(explain(Object.assign(new Error("no"), { code }), "unix:///s")).toBe(words);
  });

  it.each([
    ["ENOTFOUND", "the host name shop of tcp://shop:2376 is not known; mend docker:host, or the name's record"],
    [
      "ETIMEDOUT",
      "tcp://shop:2376 cannot be reached; look at the network and the firewall between, or mend docker:host",
    ],
    [
      "SELF_SIGNED_CERT_IN_CHAIN",
      "tcp://shop:2376 does not take this TLS connection; set docker:certPath to the folder of ca.pem, cert.pem and key.pem",
    ],
  ])("%s over TCP", (code, words) => {
    expect(explain(Object.assign(new Error("no"), { code }), "tcp://shop:2376")).toBe(words);
  });

  it.each([
    ["ssh: Could not resolve hostname shop: Name or service not known", "its host name is not known; mend docker:host"],
    [
      "ssh: connect to host shop port 22: Connection refused",
      "it refuses the SSH connection; start its SSH server, or mend the port in docker:host",
    ],
    [
      "ssh: connect to host shop port 22: Connection timed out",
      "it cannot be reached; look at the network and the firewall between, or mend docker:host",
    ],
    [
      "Host key verification failed.",
      "its host key is not the known one, or not known yet; connect once by hand with ssh, and look at the key",
    ],
    [
      "u@shop: Permission denied (publickey).",
      "it refuses this user's SSH key; add the public key to the authorized_keys there, or write the user in docker:host",
    ],
    [
      "permission denied while trying to connect to the Docker daemon socket",
      "its user may not use Docker; run sudo usermod -aG docker <user> there",
    ],
    [
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
      "Docker does not answer there; start it (sudo systemctl start docker)",
    ],
    ["bash: line 1: docker: command not found", "the program docker is not installed there; install Docker"],
    ["Killed by signal 15.", "Killed by signal 15.; mend it, so that ssh and docker work there by hand"],
  ])("over SSH: %s", (said, words) => {
    expect(explain(new SshError(said), "ssh://u@shop")).toBe(`ssh://u@shop: ${words}`);
  });
});

describe("Docker over SSH", () => {
  const folder = mkdtempSync(join(tmpdir(), "daytwo-ssh-"));
  const path = process.env.PATH;
  afterAll(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  /** Stands in for the ssh program. */
  function ssh(script: string): void {
    writeFileSync(join(folder, "ssh"), `#!${process.execPath}\n${script}`, { mode: 0o755 });
    process.env.PATH = `${folder}:${path}`;
  }

  it("speaks to what the program leads to", async () => {
    ssh(`process.stdin.once("data", () => {
      const body = JSON.stringify({ ApiVersion: process.argv.slice(2).join(" ") });
      process.stdout.write("HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: " + body.length + "\\r\\n\\r\\n" + body);
    });`);
    const { ApiVersion } = await connect({ host: "ssh://deploy@shop:2222" }).version();
    expect(ApiVersion).toBe(
      "-T -o BatchMode=yes -o ConnectTimeout=10 -l deploy -p 2222 -- shop docker system dial-stdio",
    );
  });

  it("tells what the program complained of", async () => {
    ssh('process.stderr.write("u@shop: Permission denied (publickey).\\n"); process.exitCode = 255;');
    expect(await meaning("ssh://u@shop")).toMatch("ssh://u@shop: it refuses this user's SSH key;");
  });

  it("tells when there is no such program", async () => {
    process.env.PATH = join(folder, "nothing");
    expect(await meaning("ssh://u@shop")).toBe(
      "the program ssh, by which the Docker host is reached, is not installed; install openssh-client",
    );
  });
});
