import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { Registry } from "../../lib/registry/aws";
import { awsAccount, expectWired } from "../support/aws";
import { planned } from "./planned";

class Referrer extends pulumi.CustomResource {
  constructor(name: string, image: pulumi.Output<string>) {
    super("test:index:Referrer", name, { image });
  }
}

describe("build", () => {
  test("pushes by digest, with no tag that could be refused", async () => {
    const result = await planned({ repositories: ["web"] }, registry =>
      registry.build("web", { context: "./app", dockerfile: "./app/Prod.Dockerfile", target: "run", args: { A: "1" } }),
    );
    const image = result.named("shop-web-image");
    expect(image.type).toBe("docker-build:index:Image");
    expect(image.inputs).toMatchObject({
      context: { location: "./app" },
      dockerfile: { location: "./app/Prod.Dockerfile" },
      target: "run",
      buildArgs: { A: "1" },
      push: false,
      exports: [{ image: { push: true, pushByDigest: true, nameCanonical: true } }],
      platforms: ["linux/amd64"],
    });
    expect(image.inputs.tags).toBeUndefined();
    expectWired(image, "exports", result.named("shop-web-repository"));
  });

  test("ties the digest to a tagged index, and both outlive their resources, so that no image expires while it may run", async () => {
    const result = await planned({ repositories: ["web"] }, registry => registry.build("web", "./app"));
    const index = result.named("shop-web-index");
    expect(index.type).toBe("docker-build:index:Index");
    expectWired(index, "sources", result.named("shop-web-image"));
    expectWired(index, "tag", result.named("shop-web-image"));
    expect(index.retainOnDelete).toBe(true);
    expect(result.named("shop-web-image").retainOnDelete).toBe(true);
  });

  test("gives a reference that waits for the tag", async () => {
    const result = await planned({ repositories: ["web"] }, registry => {
      new Referrer("user", registry.build("web", "./app"));
    });
    expectWired(result.named("user"), "image", result.named("shop-web-index"));
  });

  test("logs in with ECR's token, as a secret", async () => {
    const token = { userName: "AWS", password: "token-of-twelve-hours" };
    const invokes = { ...awsAccount, "aws:ecr/getAuthorizationToken:getAuthorizationToken": token };
    const result = await plan(() => new Registry("shop", { repositories: ["web"] }).build("web", "./app"), {
      fixtures: { invokes },
    });
    for (const property of ["registries", "registry"] as const) {
      const login = JSON.stringify(result.resources.map(({ inputs }) => inputs[property]));
      expect(login).toContain('"password":{"$secret":true');
    }
    expect(JSON.stringify(result.resources)).not.toContain(token.password);
  });

  test("builds for the processor that the containers run on", async () => {
    const result = await planned({ repositories: ["web"], architecture: "arm64" }, registry =>
      registry.build("web", "./app"),
    );
    expect(result.named("shop-web-image").inputs.platforms).toEqual(["linux/arm64"]);
  });

  test.each([
    [
      "an unknown repository",
      "wbe",
      "./app",
      "shop: repositories.wbe: is no repository of this registry; write one of web",
    ],
    ["an empty folder", "web", "", 'shop: web.build: must not be empty; write a folder, such as "./app"'],
    ["no folder", "web", { context: "" }, "shop: web.build.context: must not be empty; write a text"],
  ])("refuses %s", async (_, repository, build, message) => {
    await expect(planned({ repositories: ["web"] }, registry => registry.build(repository, build))).rejects.toThrow(
      message,
    );
  });

  test("refuses a second build into a repository, whose resources would have the same names", async () => {
    const twice = planned({ repositories: ["web"] }, registry => {
      registry.build("web", "./app");
      registry.build("web", "./other");
    });
    await expect(twice).rejects.toThrow(
      "shop: repositories.web: is built already; use the reference that the first build gave",
    );
  });

  test("says in one line that the builder is not installed", async () => {
    jest.doMock("@pulumi/docker-build", () => {
      throw Object.assign(new Error("Cannot find module '@pulumi/docker-build'"), { code: "MODULE_NOT_FOUND" });
    });
    const refused = planned({ repositories: ["web"] }, registry => registry.build("web", "./app"));
    await expect(refused).rejects.toThrow(
      "shop: docker-build: is needed to build images and is not installed; install @pulumi/docker-build, or give an image in place of the build",
    );
    jest.dontMock("@pulumi/docker-build");
  });
});
