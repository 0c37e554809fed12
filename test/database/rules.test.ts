import * as fc from "fast-check";
import { Mistakes } from "../../lib/common/errors";
import { Database } from "../../lib/database/docker";
import { refusal } from "../support/aws";

test.each<[property: string, value: unknown, message: string]>([
  ["engine", "mysql", 'engine: "mysql" is not available on docker; write "postgres", or leave it out'],
  ["engine", "oracle", 'engine: "oracle" is not offered; write one of "postgres", "mysql"'],
  ["version", "9", 'version: "9" is not offered; write one of "14", "15", "16", "17"'],
  ["version", "16.2", 'version: "16.2" is more than a major version; write one such as "17"'],
  ["version", "latest", 'version: "latest" is not allowed; write the major version, such as "17"'],
  [
    "name",
    "Shop",
    'name: "Shop" is not allowed; write 1 to 32 lower-case letters, digits and underscores, starting with a letter, such as "shop"',
  ],
  ["name", "postgres", 'name: "postgres" is a name of the server\'s own; write another one, such as "shop"'],
  ["name", "pg_shop", 'name: "pg_shop" is a name of the server\'s own; write another one, such as "shop"'],
  ["cpu", 0, "cpu: 0 is out of range; write a number from 0.1 to 128"],
  ["memory", "1GB", 'memory: "1GB" is no size; write a size from "256MiB" to "1TiB", such as "256MiB"'],
  ["connections", 5, "connections: 5 is out of range; write a whole number from 10 to 5000"],
  [
    "slowQueries",
    "soon",
    'slowQueries: is no duration from 0.001 seconds to 1 hour; write one, such as "0.5 seconds", or false',
  ],
  ["logs", {}, "logs: is no LogAggregation of this row; write new docker.LogAggregation(…), or leave it out"],
  ["foundation", {}, "foundation: is no foundation of this row; write new docker.Foundation(…), or leave it out"],
  ["memroy", "1GiB", "memroy: is no property; did you mean memory?"],
])("refuses %s: %j", async (property, value, message) => {
  expect(await refusal(() => new Database("shop", { [property]: value }))).toBe(`shop: ${message}`);
});

test("names all mistakes at once", async () => {
  expect(await refusal(() => new Database("shop", { engine: "mysql", connections: 1 }))).toBe(
    'shop: 2 mistakes\n  connections: 1 is out of range; write a whole number from 10 to 5000\n  engine: "mysql" is not available on docker; write "postgres", or leave it out',
  );
});

test("anything at all is either accepted or told as mistakes", () => {
  const properties = ["engine", "version", "name", "cpu", "memory", "connections", "slowQueries", "logs"];
  const args = fc.dictionary(fc.constantFrom(...properties), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(fc.oneof(args, fc.jsonValue()), value => {
      const mistakes = new Mistakes("shop");
      Database.check(value, "database", mistakes);
      for (const { path, message } of mistakes.all) {
        expect(path).toMatch(/^database/);
        expect(message).toMatch(/; /);
      }
    }),
    { numRuns: 300 },
  );
});
