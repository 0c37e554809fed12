import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../../lib/steward/connection";
import { describeNeeds } from "../../support/needs";
import { ask, startMariadb } from "./mysql";
import { initialise, makePlace, type Place, sql, startPostgres } from "./postgres";
import { type RunningServer, remove, scratch, secretFile } from "./servers";
import { done, makeSteward, removeSteward, steward } from "./steward";

beforeAll(makeSteward);
afterAll(removeSteward);

/** A login with a password of its own, which has what must be quoted in SQL. */
const loginOf = (connection: Connection, user: string, root: string, password = `it's \\ ${user}`): Connection => ({
  ...connection,
  user,
  passwordFile: secretFile(join(root, `${user}-password`), password),
});

describeNeeds(["postgres", "initdb", "psql"], "logins of PostgreSQL that take turns", () => {
  let place: Place;
  let server: RunningServer;
  let admin: Connection;

  beforeAll(async () => {
    place = makePlace();
    initialise(place);
    server = await startPostgres(place);
    const root = server.connection;
    sql(root, "create database app", "postgres");
    // As RDS's first user: it may make roles and databases, and is no superuser.
    const password = readFileSync(secretFile(join(place.root, "admin-password"), "admins"), "utf8");
    sql(root, `create role daytwo login createrole createdb password '${password}'`, "postgres");
    sql(root, "alter database app owner to daytwo", "postgres");
    admin = { ...root, user: "daytwo", passwordFile: join(place.root, "admin-password") };
  });

  afterAll(async () => {
    await server.stop("SIGKILL");
    remove(place.root);
  });

  test("share what either of them makes, and keep their own password while the other's is renewed", async () => {
    const [a, b] = ["app_a", "app_b"].map(user => loginOf(admin, user, place.root)) as [Connection, Connection];
    await done("login", { database: admin, login: a, owner: "app" });
    sql(a, "create table orders (id int)");
    await done("login", { database: admin, login: b, owner: "app" });
    sql(b, "alter table orders add column note text; insert into orders values (1, 'b')");
    expect(sql(a, "select tableowner, note from pg_tables, orders where tablename = 'orders'")).toBe("app|b");

    const renewed = loginOf(admin, "app_a", join(place.root, ".."), "another one");
    await done("login", { database: admin, login: renewed, owner: "app" });
    expect(sql(renewed, "select note from orders")).toBe("b");
    expect(sql(b, "select note from orders")).toBe("b");
    expect(() =>
      sql({ ...a, passwordFile: secretFile(join(place.root, "old"), "it's \\ app_a") }, "select 1"),
    ).toThrow();
    remove(renewed.passwordFile);
  });

  test("get no rights beyond their database's", async () => {
    const other = loginOf(admin, "app_c", place.root);
    await done("login", { database: admin, login: other, owner: "app" });
    const may = "select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = 'app_c'";
    expect(sql(other, may)).toBe("f");
  });

  test("fail in one line that holds no password", async () => {
    const wrong = loginOf(admin, "app_a", place.root, "hunter2");
    const nobody = { ...admin, passwordFile: secretFile(join(place.root, "wrong"), "hunter3") };
    const { code, errors } = await steward("login", { database: nobody, login: wrong, owner: "app" });
    expect(code).toBe(1);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(errors).not.toMatch(/hunter/);
  });
});

describeNeeds(["mariadbd", "mariadb-install-db", "mysql"], "logins of MySQL that take turns", () => {
  let root: string;
  let server: RunningServer;

  beforeAll(async () => {
    root = scratch();
    server = await startMariadb(root);
  });

  afterAll(async () => {
    await server.stop("SIGKILL");
    remove(root);
  });

  test("may do all in their database, and nothing in others", async () => {
    const login = loginOf(server.connection, "app_a", root);
    for (const password of ["first", "it's \\ second"]) {
      const now = loginOf(login, "app_a", root, password);
      await done("login", { database: server.connection, login: now, owner: "app" });
    }
    ask(login, "create table orders (id int)");
    expect(ask(login, "select count(*) from orders")).toBe("0");
    expect(() => ask(login, "select * from user", "mysql")).toThrow();
  });
});

test("a login that is none is refused", async () => {
  const connection = { engine: "postgres", host: "h", port: 5432, user: "u", passwordFile: "/p", database: "app" };
  const { code, errors } = await steward("login", {
    database: connection,
    login: { ...connection, user: 'x"; drop' },
    owner: "App",
  });
  expect(code).toBe(2);
  expect(errors.trim()).toBe(
    "login: must have a user in lower-case letters\nowner: must be lower-case letters, digits and underscores",
  );
});
