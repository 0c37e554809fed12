import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programFor } from "../../../images/steward/src/database/programs";
import { VERSIONS } from "../../../lib/database/docker/rules";
import { own, remove, scratch } from "./servers";

describe("the programs of PostgreSQL", () => {
  let versions: string;
  beforeAll(() => {
    versions = scratch();
    for (const major of ["9.6", "14", "16", "17"]) {
      const bin = own(join(versions, major, "bin"));
      writeFileSync(join(bin, "pg_dump"), "");
    }
    mkdirSync(join(versions, "15", "bin"), { recursive: true });
  });
  afterAll(() => remove(versions));

  test.each<[version: string | undefined, program: string]>([
    ["140011", "14/bin/pg_dump"],
    ["160004", "16/bin/pg_dump"],
    ["170000", "17/bin/pg_dump"],
  ])("a server that says %s gets those of its age", (version, program) => {
    expect(programFor("pg_dump", version, versions)).toBe(join(versions, program));
  });

  test.each([["150003"], ["180000"], [undefined], [""], ["sixteen"]])(
    "one that says %s, of which there is none, gets what is found by its name",
    version => {
      expect(programFor("pg_dump", version, versions)).toBe("pg_dump");
      expect(programFor("pg_dump", version, join(versions, "none"))).toBe("pg_dump");
    },
  );
});

test("the steward's image has those of every version that a database may have", () => {
  const [, installed] = /POSTGRES_VERSIONS="(.*)"/.exec(readFileSync("images/steward/Dockerfile", "utf8")) ?? [];
  expect(installed?.split(" ")).toEqual(VERSIONS);
});
