import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PlannedResource, plan } from "daytwo/testing";
import { rows } from "../../stacks/platforms";
import { production } from "../../stacks/production";
import { staging } from "../../stacks/staging";
import { losses } from "./losses";
import { program } from "./program";
import type { Kept } from "./record";

// The files hold what version 0.1.0 planned (commit 862702d): `daytwo preview --json` of that version, of the sample's two
// stacks, of examples/aws and of program.ts, through `kept` of record.ts. A new version adds a folder, and changes none.
const secrets = { "shop:sessionKey": "hunter2", "shop:pagerduty": "0123456789abcdef0123456789abcdef" };
const region = { "aws:region": "eu-central-1" };

async function sample(stack: "staging" | "production"): Promise<readonly PlannedResource[]> {
  const row = rows.aws;
  if (!row) throw new Error("the sample has no AWS row");
  return (
    await plan(async () => ({ staging, production })[stack](await row()), {
      project: "shop",
      stack,
      config: region,
      secrets,
    })
  ).resources;
}

const exampleNow = async () =>
  (await plan(() => void require("../../examples/aws"), { project: "example-aws", stack: "dev", config: region }))
    .resources;

const wholeNow = async () => (await plan(program, { project: "whole", stack: "production", config: region })).resources;

describe("a stack of version 0.1.0", () => {
  it.each<[string, string, () => Promise<readonly PlannedResource[]>]>([
    ["of the sample, in staging", "staging", () => sample("staging")],
    ["of the sample, in production", "production", () => sample("production")],
    ["of the example", "example", exampleNow],
    ["with a repository of the steward's", "whole", wholeNow],
  ])("%s loses nothing by the upgrade", async (_, name, now) => {
    const before: Kept[] = JSON.parse(readFileSync(join(__dirname, "0.1.0", `${name}.json`), "utf8"));
    expect(before.length).toBeGreaterThan(20);
    expect(losses(before, await now())).toEqual([]);
  });
});

describe("what an upgrade would lose is found:", () => {
  const urn = "urn:pulumi:s::p::daytwo:aws:Registry$aws:s3/bucket:Bucket::a";
  const key = "urn:pulumi:s::p::aws:kms/key:Key::k";
  const former: Kept = { urn, protect: true, aliases: [], inputs: { bucket: "a" }, from: { bucket: [key] } };
  const now: PlannedResource = {
    urn,
    type: "aws:s3/bucket:Bucket",
    name: "a",
    parent: null,
    provider: null,
    custom: true,
    remote: false,
    inputs: { bucket: "a", forceDestroy: false },
    dependencies: [],
    propertyDependencies: { bucket: [key] },
    protect: true,
    retainOnDelete: false,
    aliases: [],
  };

  it.each<[string, Partial<PlannedResource>, string[]]>([
    ["nothing", {}, []],
    ["a changed input that replaces nothing", { inputs: { bucket: "a", forceDestroy: true } }, []],
    ["a new name with an alias", { urn: `${urn}2`, aliases: [urn] }, []],
    ["a new name", { urn: `${urn}2` }, [`${urn}: is deleted, or renamed without an alias`]],
    ["a replacing input", { inputs: { bucket: "b" } }, [`${urn}: is replaced, since its bucket is another one`]],
    ["a replacing input that goes", { inputs: {} }, [`${urn}: is replaced, since its bucket is another one`]],
    [
      "a Region",
      { inputs: { bucket: "a", region: "us-east-1" } },
      [`${urn}: is replaced, since its region is another one`],
    ],
    [
      "an input of another resource",
      { propertyDependencies: { bucket: [`${key}2`] } },
      [`${urn}: is replaced, since its bucket is another one`],
    ],
    ["protection", { protect: false }, [`${urn}: is no longer protected`]],
  ])("%s", (_, changed, expected) => {
    expect(losses([former], [{ ...now, ...changed }])).toEqual(expected);
  });

  it("follows an input to where the resource that it is made of has gone", () => {
    const moved: PlannedResource = { ...now, urn: `${key}2`, type: "aws:kms/key:Key", aliases: [key] };
    expect(losses([former], [{ ...now, propertyDependencies: { bucket: [moved.urn] } }, moved])).toEqual([]);
  });
});
