import { parseManifest } from "../../lib/operations/manifest";
import { openOperations } from "../../lib/operations/open";
import { MANIFEST } from "../support/manifest";

test("reads a manifest, and leaves what only a newer daytwo knows", () => {
  expect(parseManifest({ ...MANIFEST, region: "eu" }, "m.json")).toEqual(MANIFEST);
});

const TELLS = "; write export const daytwo = application.manifest";

test.each<[what: string, value: unknown, message: string]>([
  [
    "a newer version",
    { ...MANIFEST, version: 2 },
    "m.json: is of version 2, and this daytwo reads version 1; run the daytwo that made the stack",
  ],
  ["a secret one", "[secret]", `m.json: is no manifest (Invalid input: expected object, received string)${TELLS}`],
  [
    "no services",
    { ...MANIFEST, services: undefined },
    `m.json: is no manifest (services: Invalid input: expected array, received undefined)${TELLS}`,
  ],
  [
    "a job that is no text",
    { ...MANIFEST, jobs: [1] },
    `m.json: is no manifest (jobs.0: Invalid input: expected string, received number)${TELLS}`,
  ],
])("refuses %s", (_, value, message) => {
  expect(() => parseManifest(value, "m.json")).toThrow(message);
});

test("says where there are operations", () => {
  const vercel = parseManifest({ ...MANIFEST, platform: "vercel" }, "m.json");
  expect(() => openOperations(vercel)).toThrow("operations: not available on vercel; use aws, docker");
});
