import { join } from "node:path";
import { readFixturesFile } from "../../../lib/plan/project/fixtures-file";
import { makeProject } from "../make-project";

const read = (text: string, name = "fixtures.yaml") => readFixturesFile(join(makeProject({ [name]: text }), name));

test("is YAML or JSON", () => {
  const content = {
    config: { size: 3, list: [1] },
    secrets: { "shop:token": "hunter22" },
    invokes: {
      "aws:index/getRegion:getRegion": { region: "eu-west-1" },
      "aws:ec2/getAmi:getAmi": [{ args: { owners: ["amazon"] }, result: { id: "ami-1" } }],
    },
    stackReferences: { "acme/network/prod": { vpcId: "vpc-1", password: { $secret: "hunter22" } } },
  };
  expect(read(JSON.stringify(content), "fixtures.json")).toEqual(content);
  expect(read("invokes:\n  aws:index/getRegion:getRegion:\n    region: eu-west-1\n")).toEqual({
    invokes: { "aws:index/getRegion:getRegion": { region: "eu-west-1" } },
  });
  expect(read("")).toEqual({});
});

test.each([
  ["invoke: {}", /^fixtures.yaml: the whole: Unrecognized key: "invoke"; see docs\/plan.md, Fixtures$/],
  ["config: 3", /^fixtures.yaml: config: .*expected record/],
  ["invokes: { a: [{ id: 1 }] }", /^fixtures.yaml: invokes.a: /],
  ["a: [", /^fixtures.yaml:\d+:\d+: is no valid YAML/],
])("a wrong one is told: %s", (text, message) => {
  expect(() => read(text)).toThrow(message);
});

test("one that isn't there is told", () => {
  expect(() => readFixturesFile("/nowhere.yaml")).toThrow(
    "/nowhere.yaml: can't be read (ENOENT); check the path and who may read it",
  );
});
