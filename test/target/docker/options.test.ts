import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Registry } from "../../../lib/registry/docker";
import { DeploymentTarget } from "../../../lib/target/docker";

const image = "ghcr.io/acme/shop@sha256:0123";

/** How the children are registered, by name. */
async function options(program: () => unknown): Promise<Map<string, pulumi.CustomResourceOptions & { type: string }>> {
  const seen = new Map<string, pulumi.CustomResourceOptions & { type: string }>();
  await plan(() => {
    pulumi.runtime.registerStackTransformation(({ name, type, opts }) => {
      seen.set(name, { ...opts, type });
      return undefined;
    });
    program();
  });
  return seen;
}

function shop(): void {
  const registry = new Registry("shop-registry", { repositories: ["web"] });
  new DeploymentTarget("shop", {
    registry,
    services: { web: { build: "./app", secrets: { A: "b" } } },
    workers: { mailer: { image } },
  });
}

describe("what serves is never deleted before there is another", () => {
  it.each(["shop-web-1-container", "shop-mailer-1-container"])("%s", async name => {
    expect((await options(shop)).get(name)?.deleteBeforeReplace).toBe(false);
  });

  it.each(["shop-web-gate", "shop-web-secrets-fill", "shop-proxy-files-fill", "shop-registry-reach"])(
    "nor %s, with which the engine would delete what reads its outputs",
    async name => {
      expect((await options(shop)).get(name)?.deleteBeforeReplace).toBe(false);
    },
  );
});

describe("a tag that is added", () => {
  it("replaces no network, no volume but those of secrets, and not the proxy", async () => {
    const all = [...(await options(shop))];
    const kept = all.filter(
      ([name, { type }]) => /:(Volume|Network)$/.test(type) || /-proxy-(edge|router)$/.test(name),
    );
    const changing = kept.filter(([, { ignoreChanges }]) => !ignoreChanges?.toString().includes("labels"));
    expect(kept.length).toBeGreaterThan(8);
    expect(changing.map(([name]) => name)).toEqual(["shop-web-secrets-volume"]);
  });
});
