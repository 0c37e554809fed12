import type { PlannedResource } from "daytwo/testing";
import { plain, planned, setting } from "./planned";

const list = (resource: PlannedResource, name: string): unknown[] => {
  const found = plain(resource, name);
  return Array.isArray(found) ? found : [];
};

test("PostgreSQL runs with a read-only root, few rights, and its data and log in volumes", async () => {
  const server = (await planned({ version: "16" })).named("shop-database-server");
  expect(server.inputs).toMatchObject({
    readOnly: true,
    restart: "unless-stopped",
    wait: true,
    destroyGraceSeconds: 60,
  });
  expect(plain(server, "capabilities")).toEqual({
    adds: ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_SETGID", "CAP_SETUID"],
    drops: ["ALL"],
  });
  const targets = list(server, "mounts").map(mount => Object(mount).target);
  expect(targets).toEqual(expect.arrayContaining(["/var/lib/postgresql/data", "/wal", "/run/secrets/database"]));
  expect(server.inputs.networkMode).toBeUndefined();
});

test("two servers never have one volume: the old one goes first", async () => {
  const result = await planned();
  expect(result.named("shop-database-server").deleteBeforeReplace).toBe(true);
});

test.each([
  ["production", true],
  ["staging", false],
] as const)("in %s what holds data is protected: %s", async (environment, protect) => {
  const result = await planned({ environment });
  const holding = ["shop-database-data", "shop-database-archive", "shop-database-passwords-volume"];
  expect(holding.map(name => result.named(name).protect ?? false)).toEqual([protect, protect, protect]);
});

test("the image is the pinned release of the version, and of the newest without one", async () => {
  const names = async (version?: string) =>
    (await planned(version === undefined ? {} : { version }))
      .all("docker:index/remoteImage:RemoteImage")
      .map(({ inputs }) => inputs.name);
  expect(await names("15")).toContain("docker.io/library/postgres:15.19-bookworm");
  expect(await names("14")).toContain("docker.io/library/postgres:14.24-bookworm");
  expect(await names()).toContain("docker.io/library/postgres:17.11-bookworm");
});

test("settings follow the memory and the connections", async () => {
  const result = await planned({ memory: "4GiB", connections: 200 });
  expect(
    ["shared_buffers", "effective_cache_size", "max_connections", "work_mem", "maintenance_work_mem"].map(name =>
      setting(result, name),
    ),
  ).toEqual(["1024MB", "3072MB", "200", "7MB", "256MB"]);
  expect(result.named("shop-database-server").inputs.memory).toBe(4096);
});

test.each([
  ["0.5 seconds", "500"],
  ["0.0015 seconds", "2"],
  [false, "-1"],
] as const)("slow queries, %s: %s milliseconds", async (slowQueries, milliseconds) => {
  expect(setting(await planned({ slowQueries }), "log_min_duration_statement")).toBe(milliseconds);
});

test("the write-ahead log is archived, and statements are counted", async () => {
  const result = await planned();
  expect(setting(result, "archive_mode")).toBe("on");
  expect(setting(result, "archive_command")).toBe('sh /etc/daytwo/archive.sh "%p" "%f" /wal');
  expect(setting(result, "shared_preload_libraries")).toBe("pg_stat_statements");
});

test("the health check asks over the network, where the server answers only once its data is made", async () => {
  const { tests } = Object(plain((await planned()).named("shop-database-server"), "healthcheck"));
  expect(tests).toContain("--host=127.0.0.1");
});

test("passwords are made up on the host, and stand in no container's definition", async () => {
  const result = await planned();
  for (const { inputs, name } of result
    .all("docker:index/container:Container")
    .filter(({ name }) => !name.endsWith("-fill")))
    expect([name, JSON.stringify(inputs)]).toEqual([
      name,
      expect.not.stringMatching(/PASSWORD=|postgres:\/\/app:[^{]/),
    ]);
  expect(plain(result.named("shop-database-server"), "envs")).toContain(
    "POSTGRES_PASSWORD_FILE=/run/secrets/database/admin",
  );
});

test("the exporter has its own password alone", async () => {
  const result = await planned();
  const exporter = result.named("shop-database-exporter");
  expect(list(exporter, "mounts").map(mount => Object(mount).target)).toEqual(["/run/secrets"]);
  expect(plain(exporter, "envs")).toEqual([
    "DATA_SOURCE_USER=daytwo_exporter",
    "DATA_SOURCE_PASS_FILE=/run/secrets/password",
    "DATA_SOURCE_URI=shop-database:5432/app?sslmode=disable",
  ]);
});

test("services are given the address as a stored secret", async () => {
  const result = await planned({}, ({ host, port, secrets, engine }) => ({
    host,
    port,
    engine,
    names: Object.keys(secrets),
  }));
  expect(result.outputs).toEqual({ host: "shop-database", port: 5432, engine: "postgres", names: ["DATABASE_URL"] });
});

test("children can be reshaped", async () => {
  const result = await planned({ transform: { server: args => ({ ...args, cpus: "3" }) } });
  expect(result.named("shop-database-server").inputs.cpus).toBe("3");
});
