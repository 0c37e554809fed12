import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { z } from "zod";
import { connectionOf } from "../../../images/steward/src/database/url";
import { readSpec } from "../../../images/steward/src/spec";
import { laid } from "../../../images/steward/src/variables";

describe("variables in a specification", () => {
  it("become files that the steward alone can read", async () => {
    const told = z
      .object({ path: z.string() })
      .parse(await laid({ path: { $file: "PASSWORD" } }, { PASSWORD: "hunter2" }));
    expect(await readFile(told.path, "utf8")).toBe("hunter2");
    expect((await stat(told.path)).mode & 0o777).toBe(0o600);
  });

  it("become folders", async () => {
    const environment = { ONE: "A=1", TWO: "B=2" };
    const told = z.array(z.string()).parse(await laid([{ $folder: { "shop.env": "ONE", other: "TWO" } }], environment));
    const [folder = ""] = told;
    expect(await readFile(join(folder, "shop.env"), "utf8")).toBe("A=1");
    expect(await readFile(join(folder, "other"), "utf8")).toBe("B=2");
  });

  it("become connections", async () => {
    const spec = { database: { $url: "DATABASE_URL" } };
    const environment = { DATABASE_URL: "postgres://app:hun%2Fter2@db.example.com/shop" };
    const told = z
      .object({ database: z.looseObject({ passwordFile: z.string() }) })
      .parse(await laid(spec, environment));
    const { passwordFile, ...connection } = told.database;
    expect(connection).toEqual({
      engine: "postgres",
      host: "db.example.com",
      port: 5432,
      user: "app",
      database: "shop",
    });
    expect(await readFile(passwordFile, "utf8")).toBe("hun/ter2");
  });

  it("become texts that are no secrets", async () => {
    expect(await laid({ job: { $text: "RESTORE_JOB" } }, { RESTORE_JOB: "job-1" })).toEqual({ job: "job-1" });
  });

  it("leave the environment, so that no tool inherits them", async () => {
    const environment = { PASSWORD: "hunter2", OTHER: "stays" };
    await laid({ path: { $file: "PASSWORD" } }, environment);
    expect(environment).toEqual({ OTHER: "stays" });
  });

  it("leave everything else as it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async value => {
        fc.pre(!JSON.stringify(value).includes("$"));
        expect(JSON.stringify(await laid(value, {}))).toBe(JSON.stringify(value));
      }),
    );
  });

  it.each([
    [
      "a variable that is missing",
      { $file: "PASSWORD" },
      "PASSWORD: the variable is missing; give it to the container as a secret",
    ],
    [
      "a name that leads out of the folder",
      { $folder: { "../x": "ONE" } },
      "../x: is no name of a file; write letters, digits, dots, underscores and hyphens",
    ],
  ])("refuse %s", async (_, value, message) => {
    await expect(readSpec(JSON.stringify({ value }), z.object({ value: z.string() }))).rejects.toThrow(
      new Error(message),
    );
  });
});

describe("a database's URL", () => {
  it.each([
    [
      "mysql://root:a@10.0.0.5:3307/shop",
      { engine: "mysql", host: "10.0.0.5", port: 3307, user: "root", password: "a", database: "shop" },
    ],
    [
      "postgresql://u:p@db/n?sslmode=require",
      { engine: "postgres", host: "db", port: 5432, user: "u", password: "p", database: "n", tls: true },
    ],
  ])("%s", (url, connection) => {
    expect(connectionOf(url, "DATABASE_URL")).toEqual(connection);
  });

  const hint = "write postgres://user:password@host:5432/name, or mysql://…, with what is special in a password as %…";
  it.each([
    ["hunter2", `DATABASE_URL: is no URL of a database; ${hint}`],
    ["redis://u:hunter2@db/0", `DATABASE_URL: is no URL of a database; ${hint}`],
    ["postgres://u:hunter2@db", `DATABASE_URL: lacks a host, user, password or name; ${hint}`],
    ["postgres://db/name", `DATABASE_URL: lacks a host, user, password or name; ${hint}`],
    ["postgres://u:%zz@db/name", `DATABASE_URL: lacks a host, user, password or name; ${hint}`],
  ])("is refused without being shown: %s", (url, message) => {
    expect(() => connectionOf(url, "DATABASE_URL")).toThrow(new Error(message));
  });
});
