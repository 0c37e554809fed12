import { findProject } from "../../../lib/plan/project/project";
import { type GivenConfig, resolveConfiguration } from "../../../lib/plan/project/resolve";
import { readStackFile } from "../../../lib/plan/project/stack-file";
import { makeProject } from "../make-project";

function resolve(declared: string, stack?: string, given: GivenConfig = {}) {
  const directory = makeProject({
    "Pulumi.yaml": `name: shop\nruntime: nodejs\nconfig: ${declared}\n`,
    ...(stack !== undefined && { "Pulumi.dev.yaml": stack }),
  });
  const project = findProject(directory);
  return resolveConfiguration(project, "dev", readStackFile(project, "dev"), given);
}

test("what is given goes before the stack file, which goes before the project", () => {
  const declared =
    "{ a: 1, b: { default: 2 }, c: { default: 3 }, d: { type: integer, default: 4 }, 'aws:region': x, 'gcp:zone': { value: z } }";
  const { configuration } = resolve(declared, "config: { b: 20, c: 30, list: [1] }", { config: { c: 300, e: "new" } });
  expect(configuration).toEqual({
    values: {
      "shop:a": "1",
      "shop:b": "20",
      "shop:c": "300",
      "shop:d": "4",
      "shop:e": "new",
      "shop:list": "[1]",
      "aws:region": "x",
      "gcp:zone": "z",
    },
    secret: [],
    encrypted: [],
    partlyEncrypted: [],
    placeholders: [],
  });
});

test("encrypted values are secret, and unknown until they are given", () => {
  const file = "config: { token: { secure: v1:1 }, db: { user: u, password: { secure: v1:2 } } }";
  expect(resolve("{}", file).configuration).toMatchObject({
    values: { "shop:db": expect.stringContaining('"user":"u"') },
    secret: ["shop:db", "shop:token"],
    encrypted: ["shop:token"],
    partlyEncrypted: ["shop:db"],
    placeholders: ["shop:db.password"],
  });
  const given = { config: { token: "hunter22" }, secrets: { db: { user: "u", password: "hunter23" } } };
  expect(resolve("{}", file, given).configuration).toMatchObject({
    values: { "shop:token": "hunter22", "shop:db": '{"user":"u","password":"hunter23"}' },
    secret: ["shop:db", "shop:token"],
    encrypted: [],
    partlyEncrypted: [],
  });
});

test("an encrypted value goes before the project's default", () => {
  const { configuration } = resolve("{ token: none }", "config: { token: { secure: v1:1 } }");
  expect(configuration).toMatchObject({ values: {}, encrypted: ["shop:token"] });
});

test("what the project declares secret is secret, also when it is given plainly", () => {
  const { configuration } = resolve("{ token: { type: string, secret: true } }", "", { config: { token: "hunter22" } });
  expect(configuration).toMatchObject({ values: { "shop:token": "hunter22" }, secret: ["shop:token"] });
});

test("environments can't be read, which is said, and nothing is missing then", () => {
  expect(resolve("{ token: { type: string } }", "environment: [shared]").notes).toEqual([
    {
      severity: "warning",
      message:
        "Pulumi.dev.yaml: configuration from environment shared can't be read here; give what the program needs with --config or in a fixtures file",
    },
  ]);
});

describe("types", () => {
  const declared =
    "{ int: { type: integer, default: 1 }, bool: { type: boolean, default: true }, text: { type: string, default: x }, list: { type: array, items: { type: integer }, default: [] }, map: { type: object, default: {} } }";

  test.each([
    "int: 3",
    'int: "-3"',
    "bool: false",
    'bool: "true"',
    "text: y",
    "list: [1, 2]",
    "map: { a: 1 }",
    "int: { secure: v1:1 }",
  ])("%s fits", line => {
    expect(() => resolve(declared, `config: { ${line} }`)).not.toThrow();
  });

  test.each([
    ["int: 1.5", "int", "an integer"],
    ["int: x", "int", "an integer"],
    ["bool: 1", "bool", "a boolean"],
    ["text: 3", "text", "a string"],
    ["list: [a]", "list", "an array<integer>"],
    ["list: 3", "list", "an array<integer>"],
    ["map: [1]", "map", "an object"],
  ])("%s does not", (line, key, type) => {
    expect(() => resolve(declared, `config: { ${line} }`)).toThrow(
      `Pulumi.dev.yaml: config shop:${key}: is of another type than declared; write ${type}`,
    );
  });

  test("given values are looked at, too, and never shown", () => {
    const given = { config: { int: "hunter22", list: "[1]", map: "no JSON" } };
    expect(() => resolve(declared, "", given)).toThrow(
      [
        "--config shop:int: is of another type than declared; write an integer",
        "--config shop:map: is of another type than declared; write an object",
      ].join("\n"),
    );
  });
});

test("what is declared must be there", () => {
  expect(() => resolve("{ a: { type: string }, b: { description: x } }", "")).toThrow(
    [
      "config shop:a: is missing in stack dev, and Pulumi.yaml declares it; give it in Pulumi.dev.yaml or with --config shop:a=…",
      "config shop:b: is missing in stack dev, and Pulumi.yaml declares it; give it in Pulumi.dev.yaml or with --config shop:b=…",
    ].join("\n"),
  );
});

test("what is declared secret must be encrypted in the stack file", () => {
  expect(() => resolve("{ token: { type: string, secret: true } }", "config: { token: hunter22 }")).toThrow(
    "Pulumi.dev.yaml: config shop:token: is declared secret, and must be encrypted; set it with pulumi config set --secret",
  );
});
