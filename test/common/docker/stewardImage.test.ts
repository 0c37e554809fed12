import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { plan } from "daytwo/testing";
import { Foundation, type FoundationArgs } from "../../../lib/foundation/docker";

async function steward(args: FoundationArgs = {}) {
  const planned = await plan(() => void new Foundation("shop", args).image("steward"));
  return planned.one("docker:index/remoteImage:RemoteImage");
}

test("the steward is built from a folder that the provider finds wherever it runs", async () => {
  const { inputs } = await steward();
  const { context } = Object(inputs.build);
  expect(isAbsolute(context)).toBe(true);
  expect(["Dockerfile", "steward.js"].map(file => existsSync(join(context, file)))).toEqual([true, true]);
});

test("the folder changes nothing on another machine; another content is another resource", async () => {
  const { name, ignoreChanges, inputs } = await steward();
  expect(ignoreChanges).toEqual(["build"]);
  const [, digest] = String(inputs.name).split(":");
  expect(digest).toMatch(/^[0-9a-f]{12}$/);
  expect(name).toBe(`shop-steward-${digest}-image`);
});

test.each<[string, FoundationArgs, string]>([
  [
    "an image of the user's",
    { images: { steward: "registry.example.com/steward:1" } },
    "registry.example.com/steward:1",
  ],
  ["a mirror's", { imageMirror: "mirror.example.com" }, "mirror.example.com/daytwo/steward:"],
])("%s is not built", async (_, args, expected) => {
  const { name, inputs } = await steward(args);
  expect([name, inputs.build]).toEqual(["shop-steward-image", undefined]);
  expect(inputs.name).toContain(expected);
});
