import * as pulumi from "@pulumi/pulumi";
import { plan, type TestPlan } from "daytwo/testing";
import { InputError } from "../../../lib/common/errors";
import { Registry, type RegistryArgs } from "../../../lib/registry/docker";

function planned(args: RegistryArgs, use: (registry: Registry) => unknown = () => undefined): Promise<TestPlan> {
  return plan(() => use(new Registry("shop", args)));
}

const outside = { address: "ghcr.io/acme", username: "acme", password: pulumi.secret("hush"), repositories: ["web"] };

describe("a registry of its own", () => {
  it("answers on the loopback address alone, and has users", async () => {
    const shop = await planned({});
    const registry = shop.named("shop-registry");
    expect(registry.inputs).toMatchObject({
      command: ["serve", "/etc/daytwo/config.yml"],
      ports: [{ internal: 5000, external: 5050, ip: "127.0.0.1" }],
      readOnly: true,
    });
  });

  it("with a certificate answers others, too", async () => {
    const tls = { host: "registry.example.com", certificate: "PEM", key: pulumi.secret("hush") };
    const shop = await planned({ tls, port: 443 });
    expect(shop.named("shop-registry").inputs.ports).toEqual([{ internal: 5000, external: 443, ip: "0.0.0.0" }]);
    expect(JSON.stringify(shop.resources)).not.toContain("hush");
  });

  it("keeps its images in production, and forgets old ones on a schedule", async () => {
    const shop = await planned({ keep: 5 });
    expect(shop.named("shop-volume").protect).toBe(true);
    const spec = { folder: "/var/lib/registry", keep: 7, keepTags: ["running-", "previous-"] };
    expect(shop.named("shop-expire").inputs.command).toEqual(["expire-images", JSON.stringify(spec)]);
    expect(shop.named("shop-collect").inputs.command).toEqual(["garbage-collect", "/etc/daytwo/config.yml"]);
    for (const name of ["shop-expire", "shop-collect"])
      expect(shop.named(name).inputs).toMatchObject({ start: false, networkMode: "none" });
  });

  it("can be thrown away in staging", async () => {
    expect((await planned({ environment: "staging" })).named("shop-volume").protect).toBeFalsy();
  });

  it("is waited for before the first push", async () => {
    const shop = await planned({ repositories: ["web"] }, registry => ({ image: registry.build("web", "./app") }));
    expect(shop.named("shop-reach").inputs.command).toEqual([
      "reach",
      JSON.stringify({ address: "shop:5000", withinSeconds: 60 }),
    ]);
    expect(shop.named("shop-web-image").inputs.imageName).toBe("127.0.0.1:5050/shop/web:latest");
    expect(shop.outputs).toEqual({ image: { $unknown: true } });
  });
});

describe("an outside registry", () => {
  it("is pushed to with its password, which stands nowhere in clear", async () => {
    const shop = await planned(outside, registry => {
      registry.build("web", { context: "./app", dockerfile: "./Dockerfile.web", target: "run" });
      return registry.urls;
    });
    expect(shop.outputs).toEqual({ web: "ghcr.io/acme/web" });
    expect(shop.named("shop-web-image").inputs).toEqual({
      imageName: "ghcr.io/acme/web:latest",
      build: { context: "./app", dockerfile: "./Dockerfile.web", target: "run", builderVersion: "BuilderBuildKit" },
      buildOnPreview: false,
      skipPush: false,
      registry: { server: "ghcr.io", username: "acme", password: { $secret: true } },
    });
    expect(JSON.stringify(shop.resources)).not.toContain("hush");
  });

  it("is pushed to as docker login has it, when no password is given", async () => {
    const shop = await planned({ address: "ghcr.io/acme", repositories: ["web"] }, registry => {
      registry.build("web", "./app");
    });
    expect(shop.named("shop-web-image").inputs).not.toHaveProperty("registry");
  });

  it("makes no container, and says that it keeps images by its own rules", async () => {
    const shop = await planned({ ...outside, keep: 3 });
    expect(shop.all("docker:index/container:Container")).toEqual([]);
    expect(shop.diagnostics.map(({ message }) => message)).toEqual([
      "keep: ghcr.io/acme keeps and throws away images by its own rules",
    ]);
  });

  it.each<[string, string, string | { context: string }, string]>([
    ["an unknown repository", "api", "./app", "repositories.api: is no repository of this registry; write one of web"],
    ["a wrong build", "web", { context: "" }, "web.build.context: must not be empty; write a text"],
  ])("tells %s", async (_, repository, build, message) => {
    const refused = planned(outside, registry => registry.build(repository, build));
    await expect(refused).rejects.toThrow(`shop: ${message}`);
    await expect(refused).rejects.toBeInstanceOf(InputError);
  });

  it("tells a second build of one repository", async () => {
    const refused = planned(outside, registry => [registry.build("web", "./app"), registry.build("web", "./app")]);
    await expect(refused).rejects.toThrow(
      "shop: repositories.web: is built already; use the reference that the first build gave",
    );
  });
});
