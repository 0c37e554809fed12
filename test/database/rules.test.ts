import { Database } from "../../lib/database/docker";
import { refusal, testAnything, testRefusals } from "../support/mistakes";

testRefusals(
  mistake => new Database("shop", mistake),
  [
    [{ engine: "mysql" }, 'engine: "mysql" is not available on docker; write "postgres", or leave it out'],
    [{ engine: "oracle" }, 'engine: "oracle" is not offered; write one of "postgres", "mysql"'],
    [{ version: "9" }, 'version: "9" is not offered; write one of "14", "15", "16", "17"'],
    [{ version: "16.2" }, 'version: "16.2" is more than a major version; write one such as "17"'],
    [{ version: "latest" }, 'version: "latest" is not allowed; write the major version, such as "17"'],
    [
      { name: "Shop" },
      'name: "Shop" is not allowed; write 1 to 32 lower-case letters, digits and underscores, starting with a letter, such as "shop"',
    ],
    [{ name: "postgres" }, 'name: "postgres" is a name of the server\'s own; write another one, such as "shop"'],
    [{ name: "pg_shop" }, 'name: "pg_shop" is a name of the server\'s own; write another one, such as "shop"'],
    [{ cpu: 0 }, "cpu: 0 is out of range; write a number from 0.1 to 128"],
    [{ memory: "1GB" }, 'memory: "1GB" is no size; write a size from "256MiB" to "1TiB", such as "256MiB"'],
    [{ connections: 5 }, "connections: 5 is out of range; write a whole number from 10 to 5000"],
    [
      { slowQueries: "soon" },
      'slowQueries: is no duration from 0.001 seconds to 1 hour; write one, such as "0.5 seconds", or false',
    ],
    [{ logs: {} }, "logs: is no LogAggregation of this row; write new docker.LogAggregation(…), or leave it out"],
    [{ foundation: {} }, "foundation: is no foundation of this row; write new docker.Foundation(…), or leave it out"],
    [{ memroy: "1GiB" }, "memroy: is no property; did you mean memory?"],
  ],
);

test("names all mistakes at once", async () => {
  expect(await refusal(() => new Database("shop", { engine: "mysql", connections: 1 }))).toBe(
    'shop: 2 mistakes\n  connections: 1 is out of range; write a whole number from 10 to 5000\n  engine: "mysql" is not available on docker; write "postgres", or leave it out',
  );
});

testAnything(Database.check, ["engine", "version", "name", "cpu", "memory", "connections", "slowQueries", "logs"]);
