import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Cache } from "../../../lib/cache/docker";
import { Database } from "../../../lib/database/docker";
import { Foundation } from "../../../lib/foundation/docker";
import { DeploymentTarget } from "../../../lib/target/docker";
import { labelsOf, listed, planned } from "./planned";

const image = "ghcr.io/acme/shop@sha256:0123";
const CONTAINER = "docker:index/container:Container";

describe("a service on a Docker host", () => {
  it("runs hardened: without capabilities, with a read-only root, limits and bounded logs", async () => {
    const shop = await planned({ services: { web: { image, cpu: 0.5, memory: "1GiB" } } });
    expect(shop.named("shop-web-1-container").inputs).toMatchObject({
      readOnly: true,
      restart: "unless-stopped",
      capabilities: { drops: ["ALL"] },
      securityOpts: ["no-new-privileges:true"],
      cpus: "0.5",
      memory: 1024,
      memorySwap: 1024,
      logDriver: "json-file",
      logOpts: { "max-size": "10m", "max-file": "3" },
      destroyGraceSeconds: 30,
    });
  });

  it("runs two instances in production, one in staging, and as many as are asked for", async () => {
    const count = async (args: Parameters<typeof planned>[0]) =>
      (await planned(args)).all(CONTAINER).filter(({ name }) => /^shop-web-\d-container$/.test(name)).length;
    expect(await count({ services: { web: { image } } })).toBe(2);
    expect(await count({ environment: "staging", services: { web: { image } } })).toBe(1);
    expect(await count({ services: { web: { image, scale: { min: 3, max: 3 } } } })).toBe(3);
    expect(await count({ services: { web: { image, scale: { min: 0, max: 0 } } } })).toBe(0);
  });

  it("starts new containers beside the old ones, and moves the traffic by a gate that comes after them", async () => {
    const shop = await planned({ services: { web: { image } } });
    const gate = shop.named("shop-web-gate");
    expect(gate.dependencies.filter(urn => urn.includes("-container"))).toHaveLength(2);
    expect(gate.dependencies.some(urn => urn.endsWith("::shop-proxy-router"))).toBe(true);
    expect(gate.inputs).toMatchObject({ attach: true, logs: true, mustRun: false, restart: "no" });
    expect(labelsOf(gate)).toMatchObject({ "daytwo.role": "gate", "daytwo.of": "web", "daytwo.follows": "" });
  });

  it("starts once the database and the cache that it uses are healthy", async () => {
    const shop = await plan(() => {
      const foundation = new Foundation("shop-foundation");
      const database = new Database("shop-database", { foundation });
      const cache = new Cache("shop-cache", { foundation });
      const services = { web: { image, scale: { min: 1, max: 1 } } };
      const workers = { mailer: { image, scale: { min: 1, max: 1 } } };
      new DeploymentTarget("shop", { foundation, database, cache, services, workers, jobs: { tidy: { image } } });
    });
    const waited = [shop.named("shop-database-server"), shop.named("shop-cache-server")];
    // The provider makes these only once their health checks say so.
    expect(waited.map(({ inputs }) => inputs.wait)).toEqual([true, true]);
    for (const name of ["shop-web-1-container", "shop-mailer-1-container", "shop-tidy-container"])
      expect(shop.named(name).dependencies).toEqual(expect.arrayContaining(waited.map(({ urn }) => urn)));
  });

  it("is made anew with a new secret, although its variables are the same", async () => {
    const shop = await planned({ services: { web: { image, secrets: { SESSION_KEY: "hush" } } } });
    expect(shop.named("shop-web-1-container").replaceOnChanges).toContain("mounts");
  });

  it("answers at the host, or at its domain", async () => {
    const services = { web: { image }, api: { image, domain: "api.example.com", path: "/v1" } };
    const urls = async (ports: object, config = {}) =>
      (await planned({ services, ports }, target => target.urls, config)).outputs;
    expect(await urls({})).toEqual({ web: "http://localhost/", api: "https://api.example.com/v1" });
    expect(await urls({ http: 8080, https: 8443 }, { "docker:host": "ssh://deploy@shop" })).toEqual({
      web: "http://shop:8080/",
      api: "https://api.example.com:8443/v1",
    });
  });

  it("says what has no meaning on one host", async () => {
    const rollout = { strategy: "rolling", bake: "5 minutes", rollback: false } as const;
    const health = { path: "/up", interval: "10 seconds" } as const;
    const shop = await planned({ services: { web: { image, scale: { min: 1, max: 4 }, rollout, health } } });
    expect(shop.diagnostics.map(({ message }) => message)).toEqual([
      "web: scale.max: one Docker host does not add instances by itself; it runs scale.min of them at all times",
      "web: rollout.strategy: on a Docker host all new instances start beside the old ones, then the traffic moves at once",
      "web: rollout.bake: on a Docker host the old version stops once it has finished its requests; there is no bake time",
      "web: rollout.rollback: on a Docker host a version that does not become healthy never gets traffic, so there is nothing to roll back",
      "web: health.interval and health.unhealthyAfter: on a Docker host a new instance is asked every second until it is healthy; later, one that fails requests is left out while there are others",
    ]);
  });

  it("says that a host moves no traffic in parts", async () => {
    const shop = await planned({ services: { web: { image, rollout: { strategy: "canary" } } } });
    expect(shop.diagnostics.map(({ message }) => message)).toEqual([
      "web: rollout.strategy: on a Docker host the traffic moves at once, and not in parts",
    ]);
  });

  it("says nothing of what it does as it was asked", async () => {
    const rollout = { strategy: "blue-green", bake: "0 minutes", rollback: true } as const;
    const shop = await planned({ services: { web: { image, scale: { min: 2, max: 2 }, rollout, health: "/up" } } });
    expect(shop.diagnostics).toEqual([]);
  });
});

describe("the proxy", () => {
  it("takes port 80, and 443 only when a service has a domain", async () => {
    const plain = await planned({ services: { web: { image } } });
    expect(plain.named("shop-proxy-edge").inputs.ports).toEqual([{ internal: 80, external: 80 }]);
    const secure = await planned({ services: { web: { image, domain: "shop.example.com" } } });
    expect(secure.named("shop-proxy-edge").inputs.ports).toEqual([
      { internal: 80, external: 80 },
      { internal: 443, external: 443 },
    ]);
  });

  it("takes the ports that are asked for", async () => {
    const services = { web: { image, domain: "shop.example.com" } };
    const shop = await planned({ services, ports: { http: 8080, https: 8443 } });
    expect(shop.named("shop-proxy-edge").inputs.ports).toEqual([
      { internal: 80, external: 8080 },
      { internal: 443, external: 8443 },
    ]);
  });

  it("keeps its certificates in production", async () => {
    const services = { web: { image } };
    expect((await planned({ services })).named("shop-proxy-data").protect).toBe(true);
    expect((await planned({ services, environment: "staging" })).named("shop-proxy-data").protect).toBeFalsy();
  });

  it("is not there when there is no service", async () => {
    const shop = await planned({ workers: { mailer: { image } } }, ({ url, watch }) => ({ url, proxy: watch.proxy }));
    expect(shop.resources.filter(({ name }) => name.includes("proxy"))).toEqual([]);
    expect(shop.outputs).toEqual({ url: "" });
  });
});

describe("secrets", () => {
  const services = {
    web: { image, secrets: { TOKEN: pulumi.secret("hush"), URL: { stored: "shop-database/URL" } } },
  };

  it("are files of a volume, and variables say where they lie", async () => {
    const shop = await planned({ services });
    const web = shop.named("shop-web-1-container");
    expect(web.inputs.envs).toEqual(["TOKEN_FILE=/run/secrets/TOKEN", "URL_FILE=/run/secrets/URL"]);
    expect(listed(web, "mounts")).toMatchObject([{ target: "/run/secrets", readOnly: true, type: "volume" }]);
  });

  it("are nowhere in clear in the plan", async () => {
    expect(JSON.stringify((await planned({ services })).resources)).not.toContain("hush");
  });

  it("that are stored are copied from their volume", async () => {
    const fill = (await planned({ services })).named("shop-web-secrets-fill");
    expect(listed(fill, "mounts")).toContainEqual({
      type: "volume",
      source: "shop-database",
      target: "/from/URL",
      readOnly: true,
    });
  });

  it("come from the database, the cache and the file store, unless the container has its own", async () => {
    const part = (secrets: Record<string, { stored: string }>) =>
      Object.assign(new pulumi.ComponentResource("test:index:Part", Object.keys(secrets)[0] ?? "none"), {
        engine: "postgres" as const,
        secrets,
        environment: { FILES: "/files" },
        mounted: [{ from: "shop-files", at: "/files" }],
        host: pulumi.output("host"),
        port: 1,
      });
    const shop = await plan(() => {
      const database = part({ DATABASE_URL: { stored: "database/url" } });
      const cache = part({ CACHE_URL: { stored: "cache/url" } });
      const storage = part({ FILES_KEY: { stored: "files/key" } });
      const own = { environment: { DATABASE_URL: "postgres://elsewhere" } };
      new DeploymentTarget("shop", { jobs: { tidy: { image, ...own } }, database, cache, storage });
    });
    const tidy = shop.named("shop-tidy-container");
    expect(tidy.inputs.envs).toEqual([
      "CACHE_URL_FILE=/run/secrets/CACHE_URL",
      "DATABASE_URL=postgres://elsewhere",
      "FILES=/files",
      "FILES_KEY_FILE=/run/secrets/FILES_KEY",
    ]);
    expect(listed(tidy, "mounts")).toContainEqual({
      type: "volume",
      source: "shop-files",
      target: "/files",
      readOnly: false,
    });
  });
});

describe("workers and jobs", () => {
  it("are found by their labels; a job is made and not started", async () => {
    const shop = await planned({
      workers: { mailer: { image, scale: { min: 2, max: 2 } } },
      jobs: { report: { image, schedule: "0 3 * * *" }, once: { image } },
    });
    expect(labelsOf(shop.named("shop-mailer-2-container"))).toMatchObject({
      "daytwo.role": "worker",
      "daytwo.of": "mailer",
    });
    const report = shop.named("shop-report-container");
    expect(report.inputs).toMatchObject({ start: false, mustRun: false, restart: "no" });
    expect(labelsOf(report)).toMatchObject({
      "daytwo.role": "job",
      "daytwo.of": "report",
      "daytwo.schedule": "0 3 * * *",
    });
    expect(labelsOf(shop.named("shop-once-container"))).not.toHaveProperty("daytwo.schedule");
  });

  it("are started by Docker's own program, on the host of the stack", async () => {
    const fixed = (config: Record<string, string>) =>
      plan(
        () => {
          const transform = { job: { container: <A extends object>(args: A) => ({ ...args, name: "report" }) } };
          const { runCommands } = new DeploymentTarget("shop", { jobs: { report: { image } }, transform });
          return runCommands;
        },
        { config },
      );
    expect((await fixed({})).outputs).toEqual({ report: "docker start --attach report" });
    expect((await fixed({ "docker:host": "ssh://deploy@shop.example.com" })).outputs).toEqual({
      report: "docker --host ssh://deploy@shop.example.com start --attach report",
    });
  });
});

describe("images", () => {
  it("stay on the host, for a rollback", async () => {
    const shop = await planned({ services: { web: { image } } });
    expect(shop.named("shop-web-image").inputs).toEqual({ name: image, keepLocally: true });
  });

  it("are built where they run when there is no registry", async () => {
    const shop = await planned({
      services: { web: { build: { context: "./app", args: { A: "b" } } } },
      architecture: "arm64",
    });
    expect(shop.named("shop-web-build").inputs).toEqual({
      imageName: "localhost/shop/web:stack",
      build: { context: "./app", args: { A: "b" }, builderVersion: "BuilderBuildKit", platform: "linux/arm64" },
      skipPush: true,
      buildOnPreview: false,
    });
  });

  it("are those of the release where there is one", async () => {
    const config = { "daytwo:images": '{"web":"ghcr.io/acme/shop@sha256:9876"}' };
    const shop = await planned({ services: { web: { build: "./app" } } }, undefined, config);
    expect(shop.named("shop-web-image").inputs.name).toBe("ghcr.io/acme/shop@sha256:9876");
  });
});

describe("everything on the host", () => {
  it("carries labels, by which orphans are found", async () => {
    const shop = await planned({
      services: { web: { image, secrets: { A: "b" } } },
      workers: { w: { image } },
      jobs: { j: { image } },
    });
    const labelled = shop.resources.filter(({ type }) => /:(Container|Volume|Network)$/.test(type));
    expect(labelled.length).toBeGreaterThan(10);
    for (const resource of labelled)
      expect(labelsOf(resource)).toMatchObject({ "daytwo.project": "project", "daytwo.stack": "stack" });
  });

  it("stands on the foundation that is given", async () => {
    const shop = await plan(() => {
      const foundation = new Foundation("base", { application: "shop" });
      new DeploymentTarget("shop", { foundation, services: { web: { image } } });
    });
    expect(shop.all("docker:index/network:Network").map(({ name }) => name)).toEqual(["base-network"]);
  });

  it("can be reshaped", async () => {
    const transform = {
      service: { container: <A extends object>(args: A) => ({ ...args, readOnly: false }) },
      proxy: { edge: <A extends object>(args: A) => ({ ...args, memory: 128 }) },
    };
    const shop = await planned({ services: { web: { image } }, transform });
    expect(shop.named("shop-web-1-container").inputs.readOnly).toBe(false);
    expect(shop.named("shop-proxy-edge").inputs.memory).toBe(128);
  });
});

describe("what alarms watch", () => {
  it("names services, workers and jobs as the network and the metrics know them", async () => {
    const args = {
      services: { web: { image, health: "/up", path: "/shop" }, api: { image, domain: "api.example.com" } },
      workers: { mailer: { image } },
      jobs: { report: { image, schedule: "0 3 * * *" } },
    };
    const shop = await planned(args, ({ watch: { services, workers, jobs, proxy, steward, endpoints } }) => ({
      services,
      workers,
      jobs,
      proxy,
      steward,
      endpoints: endpoints.map(({ service, path, inside, domain }) => ({ service, path, inside, domain })),
    }));
    expect(shop.outputs).toEqual({
      services: {
        web: { minimumInstances: 2, alias: "shop-web-service", port: 8080, path: "/up" },
        api: { minimumInstances: 2, alias: "shop-api-service", port: 8080, path: "/" },
      },
      workers: { mailer: { minimumInstances: 2 } },
      jobs: { report: { schedule: "0 3 * * *" } },
      proxy: "shop-proxy-router:9180",
      steward: "shop-foundation-steward:9100",
      endpoints: [
        { service: "web", path: "/shop", inside: "http://shop-proxy:80/shop" },
        { service: "api", path: "/", domain: "api.example.com" },
      ],
    });
  });
});
