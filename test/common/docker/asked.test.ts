import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { fileIn } from "../../../lib/common/docker/fileIn";
import { followed } from "../../../lib/common/docker/follows";
import { healthy } from "../../../lib/common/docker/healthy";
import { connect } from "../../../lib/common/docker/host";
import { Preflight } from "../../../lib/common/docker/preflight";
import { steady } from "../../../lib/common/docker/steady";
import { whyIll } from "../../../lib/common/docker/words";
import { passed } from "../../../lib/target/docker/gate";
import { onFakeDocker, Refused, tarOf } from "../../support/dockerHost";

// As if Pulumi's engine ran the program: only then the host is asked.
jest.mock("../../../lib/common/engine", () => ({ underEngine: () => true }));

const docker = onFakeDocker();

async function outputOf(program: () => pulumi.Input<unknown>): Promise<unknown> {
  const { outputs } = await plan(() => ({ it: program() }));
  return outputs.it;
}

function gate(id: string, created: number, exitCode: number, follows = ""): void {
  const all = docker.answers["/containers/json"];
  const others = Array.isArray(all) ? all : [];
  docker.answers["/containers/json"] = [...others, { Id: id, Created: created, Labels: { "daytwo.follows": follows } }];
  docker.answers[`/containers/${id}/json`] = { State: { ExitCode: exitCode } };
}

describe("the failure that a one-shot container follows", () => {
  beforeEach(() => {
    docker.answers = {};
    docker.asked.length = 0;
  });

  it("is none when there was none", async () => {
    docker.answers["/containers/json"] = [];
    expect(await outputOf(() => followed("gate", "web"))).toBe("");
    expect(JSON.parse(docker.asked[0]?.replace(/^.*filters=/, "") ?? "")).toEqual({
      label: ["daytwo.project=project", "daytwo.stack=stack", "daytwo.role=gate", "daytwo.of=web"],
    });
  });

  it("is the last one, when that failed", async () => {
    gate("0123456789abcdef", 1, 0);
    gate("fedcba9876543210", 2, 1);
    expect(await outputOf(() => followed("gate", "web"))).toBe("fedcba987654");
  });

  it("is what the last good one followed, so that nothing changes", async () => {
    gate("fedcba9876543210", 1, 1);
    gate("0123456789abcdef", 2, 0, "fedcba987654");
    expect(await outputOf(() => followed("gate", "web"))).toBe("fedcba987654");
  });

  it("is none on a host that does not answer, which the preflight tells of", async () => {
    expect(await outputOf(() => followed("gate", "web"))).toBe("");
  });
});

/** Output as Docker sends it. */
function framed(text: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

describe("why a container is not well", () => {
  const why = () => whyIll(connect({ host: docker.host }), "abc");
  const state = (State: object, RestartCount = 0) => ({ "/containers/abc/json": { State, RestartCount } });

  it("is how it ended, and what it said last, without the frames of a stack trace", async () => {
    const logs = framed("starts\nstarts\nError: no configuration\n    at main (/app.js:1:2)\n\nNode.js v20\n");
    docker.answers = { ...state({ Running: true, Restarting: true, ExitCode: 1 }, 3), "/containers/abc/logs": logs };
    expect(await why()).toBe(
      "; it ended with exit code 1; it said last:\nstarts\nError: no configuration\nNode.js v20",
    );
  });

  it("says where its words are when Docker cannot read them", async () => {
    docker.answers = { ...state({ Running: false, ExitCode: 1 }), "/containers/abc/logs": new Refused(501) };
    expect(await why()).toBe("; it ended with exit code 1; what it said is in daytwo errors");
  });

  it("is that it was started again", async () => {
    docker.answers = state({ Running: true, ExitCode: 0 }, 3);
    expect(await why()).toBe("; it ended and was started again, 3 times");
  });

  it("is that it had no memory left", async () => {
    docker.answers = state({ Running: false, ExitCode: 137, OOMKilled: true });
    expect(await why()).toBe("; it was killed: out of memory");
  });

  it("is nothing for one that runs and says nothing, or is gone", async () => {
    docker.answers = state({ Running: true, ExitCode: 0 });
    expect(await why()).toBe("");
    docker.answers = {};
    expect(await why()).toBe("");
  });
});

describe("a gate's refusal", () => {
  const replica = (name: string) => ({ id: pulumi.output(name), name: pulumi.output(name) });
  const refusal = (said: string) => {
    const gate = { exitCode: pulumi.output(1), containerLogs: pulumi.output(said) };
    const containers = ["web-1", "web-2", "web-3"].map(replica);
    return outputOf(() => passed(gate, { source: "web", containers }));
  };

  beforeEach(() => {
    docker.answers = {
      "/containers/web-1/json": { State: { Running: true, Restarting: true, ExitCode: 1 }, RestartCount: 1 },
      "/containers/web-2/json": { State: { Running: true, ExitCode: 0 }, RestartCount: 0 },
      "/containers/web-2/logs": framed("all is well\n"),
      "/containers/web-3/json": { State: { Running: false, OOMKilled: true, ExitCode: 137 }, RestartCount: 0 },
    };
  });

  it("tells of each replica that did not become healthy, and of no other", async () => {
    await expect(refusal("web-1:80 is ill; web-3:80 is ill")).rejects.toThrow(
      /^web: web-1:80 is ill; web-3:80 is ill\nweb-1; it ended with exit code 1\nweb-3; it was killed: out of memory$/,
    );
  });

  it("tells of the only one in the same line", async () => {
    await expect(refusal("web-3:80 is ill")).rejects.toThrow(/^web: web-3:80 is ill; it was killed: out of memory$/);
  });

  it("tells of none when it is about none", async () => {
    await expect(refusal("the proxy does not answer")).rejects.toThrow(/^web: the proxy does not answer$/);
  });
});

describe("a file in a container", () => {
  it("is read as a secret", async () => {
    docker.answers = { "/containers/abc/archive": tarOf("hush-hush") };
    let read = "";
    const output = await outputOf(() => fileIn(pulumi.output("abc"), "/password").apply(text => (read = text)));
    expect([read, output]).toEqual(["hush-hush", { $secret: true }]);
  });

  it("that is not there is told", async () => {
    docker.answers = {};
    const refused = outputOf(() => fileIn(pulumi.output("abc"), "/password"));
    await expect(refused).rejects.toThrow(
      /^\/password of the container abc: Docker on unix:.* cannot be used: .*no such container/,
    );
  });
});

describe("an update", () => {
  const clock = () => outputOf(() => healthy(pulumi.output("abc"), "shop-steward"));
  const update = () => jest.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(false);
  afterEach(() => jest.restoreAllMocks());

  it("goes on when the health check of the clock is well", async () => {
    update();
    docker.answers = { "/containers/abc/json": { State: { Running: true, Health: { Status: "healthy" } } } };
    expect(await clock()).toBe("abc");
  });

  it("fails when it is not, with what the clock said last", async () => {
    update();
    const State = { Running: true, ExitCode: 0, Health: { Status: "unhealthy" } };
    const logs = framed("serve: Docker does not answer on /var/run/docker.sock (EACCES)\n");
    docker.answers = { "/containers/abc/json": { State, RestartCount: 0 }, "/containers/abc/logs": logs };
    await expect(clock()).rejects.toThrow(
      /^shop-steward: is not healthy; it said last:\nserve: Docker does not answer on \/var\/run\/docker.sock \(EACCES\)$/,
    );
  });

  it("says what to do when the clock's container was removed by hand", async () => {
    update();
    docker.answers = {};
    await expect(clock()).rejects.toThrow(
      /^shop-steward: its container was removed from the host; run pulumi up --refresh$/,
    );
  });
});

describe("a preview", () => {
  it("does not wait for the clock to be well", async () => {
    docker.answers = {};
    expect(await outputOf(() => healthy(pulumi.output("abc"), "shop-steward"))).toBe("abc");
  });

  it("does not wait for a worker to run for a while", async () => {
    docker.answers = {};
    expect(await outputOf(() => steady(pulumi.output("abc"), "mailer"))).toBe("abc");
  });
});

describe("the preflight", () => {
  const well = {
    "/version": { ApiVersion: "1.41" },
    "/info": { DockerRootDir: docker.folder },
    "/containers/json": [],
  };
  const busy = [{ Id: "abc", Names: ["/other"], Labels: {}, Ports: [{ PublicPort: 8080 }, { PublicPort: 8443 }] }];

  it("looks once, at the ports of all parts", async () => {
    docker.answers = { ...well, "/containers/json": busy };
    docker.asked.length = 0;
    const refused = outputOf(() => {
      const preflight = new Preflight("shop", "1MiB");
      const first = preflight.passed;
      preflight.publishes({ port: 8080, path: "ports.http" });
      preflight.publishes({ port: 8443, path: "ports.https" });
      return pulumi.all([first, preflight.passed]);
    });
    await expect(refused).rejects.toThrow(
      [
        "shop: 2 mistakes",
        "  ports.http: port 8080 is in use by the container other; stop it, or write another port",
        "  ports.https: port 8443 is in use by the container other; stop it, or write another port",
      ].join("\n"),
    );
    expect(docker.asked).toHaveLength(3);
  });

  it("looks again at the ports of parts that come late", async () => {
    docker.answers = { ...well, "/containers/json": busy };
    const program = async () => {
      const preflight = new Preflight("shop", "1MiB");
      await new Promise(resolve => preflight.passed.apply(resolve));
      preflight.publishes({ port: 8443, path: "registry.port" });
      return preflight.passed;
    };
    await expect(outputOf(() => pulumi.output(program()))).rejects.toThrow("shop: registry.port: port 8443 is in use");
  });

  it("is left out where the provider's own look is", async () => {
    docker.answers = {};
    const config = { "docker:disableDockerDaemonCheck": "true" };
    const { outputs } = await plan(() => ({ passed: new Preflight("shop", "1MiB").passed }), { config });
    expect(outputs).toEqual({ passed: true });
  });
});
