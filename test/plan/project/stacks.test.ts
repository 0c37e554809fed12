import { findProject } from "../../../lib/plan/project/project";
import { checkStackName, readStackFile, stackNames } from "../../../lib/plan/project/stack-file";
import { defaultStacks, onlyStack, parseStack, stackFile } from "../../../lib/plan/project/stacks";
import { makeProject } from "../make-project";

const PROJECT = { "Pulumi.yaml": "name: shop\nruntime: nodejs\n" };
const project = (files: Record<string, string>) => findProject(makeProject({ ...PROJECT, ...files }));
const file = (text: string) => readStackFile(project({ "Pulumi.dev.yaml": text }), "dev");

test("those with a file are planned when none are named", () => {
  const shop = project({ "Pulumi.staging.yaml": "", "Pulumi.production.yaml": "", "Pulumi.txt": "", "index.ts": "" });
  expect(defaultStacks(shop)).toEqual(["production", "staging"]);
  expect(() => defaultStacks(project({}))).toThrow(
    /^stack: \/.* has no Pulumi.<stack>.yaml; name a stack with --stack dev$/,
  );
});

test("the stack files may lie elsewhere", () => {
  const directory = makeProject({
    "Pulumi.yaml": `${PROJECT["Pulumi.yaml"]}stackConfigDir: stacks\n`,
    "stacks/Pulumi.dev.yaml": "config: { a: 1 }",
  });
  const shop = findProject(directory);
  expect(stackNames(shop)).toEqual(["dev"]);
  expect(readStackFile(shop, "dev")?.values).toEqual({ "shop:a": 1 });
  expect(stackNames({ ...shop, stackDirectory: "/nowhere" })).toEqual([]);
});

test("the only one", () => {
  expect(onlyStack(project({ "Pulumi.dev.yaml": "" }))).toBe("dev");
  expect(() => onlyStack(project({ "Pulumi.a.yaml": "", "Pulumi.b.yaml": "" }))).toThrow(
    /has several stacks; name one of them, such as a$/,
  );
});

test("names may be written with the organization and the project", () => {
  expect(parseStack("dev")).toEqual({ name: "dev" });
  expect(parseStack("acme/dev")).toEqual({ name: "dev", organization: "acme" });
  expect(parseStack("acme/shop/dev")).toEqual({ name: "dev", organization: "acme" });
  expect(() => parseStack("/dev")).toThrow(
    'stack "/dev": is no stack; write name, organization/name or organization/project/name',
  );
  expect(() => checkStackName("a b")).toThrow(
    'stack "a b": is no stack name; write 1 to 100 letters, digits, hyphens, underscores and periods',
  );
});

describe("one without a file", () => {
  const shop = () => project({ "Pulumi.staging.yaml": "", "Pulumi.production.yaml": "" });

  test("is planned all the same, which is said", () => {
    expect(stackFile(shop(), "test")).toEqual({
      notes: [
        {
          severity: "info",
          message:
            "stack test: planned without a stack file: there is no Pulumi.test.yaml (there are production, staging)",
        },
      ],
    });
    expect(stackFile(project({}), "dev").notes[0]?.message).toBe(
      "stack dev: planned without a stack file: there is no Pulumi.dev.yaml",
    );
  });

  test("whose name looks like a slip of another's is refused", () => {
    expect(() => stackFile(shop(), "prodution")).toThrow(
      "stack prodution: there is no Pulumi.prodution.yaml; did you mean production? To plan a new stack of this name, make the file, if only empty",
    );
  });

  test.each(["staging2", "prod", "qa"])("is a new one when its name is %s", name => {
    expect(stackFile(shop(), name).file).toBeUndefined();
  });
});

describe("a file", () => {
  test("gives values, encrypted ones, and structures with encrypted parts", () => {
    const read = file(`
encryptionsalt: v1:abc
config:
  size: 3
  on: true
  empty:
  aws:region: eu-west-1
  shop:config:old: x
  list: [a, { secure: v1:1 }]
  token: { secure: v1:2 }
  database:
    user: app
    password: { secure: v1:3 }
    since: 2024-01-01
    nothing: null
`);
    expect(read).toEqual({
      name: "Pulumi.dev.yaml",
      values: {
        "shop:size": 3,
        "shop:on": true,
        "shop:empty": "",
        "aws:region": "eu-west-1",
        "shop:old": "x",
        "shop:list": ["a", expect.stringMatching(/^secret-[0-9a-f]{12}$/)],
        "shop:database": {
          user: "app",
          password: expect.stringMatching(/^secret-[0-9a-f]{12}$/),
          since: "2024-01-01",
          nothing: null,
        },
      },
      encrypted: ["shop:token"],
      partlyEncrypted: ["shop:list", "shop:database"],
      placeholders: ["shop:list[1]", "shop:database.password"],
      environments: [],
    });
  });

  test("may be empty", () => {
    expect(file("")?.values).toEqual({});
    expect(file("config:\n")?.values).toEqual({});
    expect(readStackFile(project({}), "dev")).toBeUndefined();
  });

  test("may import environments", () => {
    expect(file("environment: [shared/aws, dev]")?.environments).toEqual(["shared/aws", "dev"]);
    expect(file("environment: { imports: [{ shared: { merge: false } }] }")?.environments).toEqual(["shared"]);
    expect(file("environment: { values: {} }")?.environments).toEqual(["(written in the stack file)"]);
  });

  test.each([
    ["config: [", /^Pulumi.dev.yaml:\d+:\d+: is no valid YAML \(.+\); correct this line$/],
    ["- a", "Pulumi.dev.yaml: must be a map; write config: { … }"],
    ["config: { a:b:c: 1 }", "Pulumi.dev.yaml: config a:b:c: is no configuration key; write name or namespace:name"],
    ["config: { a: &a [*a] }", "Pulumi.dev.yaml: an alias stands inside its own anchor; write the value out"],
    ["config: 3", 'Pulumi.dev.yaml: "config" must be a map of keys; write config: { key: value }'],
    [
      "config: { a: { secure: 3 } }",
      'Pulumi.dev.yaml: config shop:a: "secure" must be an encrypted text; set it with pulumi config set --secret',
    ],
  ])("a malformed one is told in one line: %j", (text, message) => {
    expect(() => file(text)).toThrow(message);
  });
});
