import { type Engine, itWithEngine } from "../engine";
import { Row, type Step, type Wanted } from "./row";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/by-hand";
const NAMES = { "shop-storage-bucket": "acme-uploads", "shop-database-instance": "shop-legacy" };

const OFF = { logs: false, health: false, alerts: false, backups: false, dashboard: false };

/** An application whose bucket and database were made by hand. */
function adopting(environment: string, more: Partial<Wanted> = {}): Wanted {
  const services = { web: { image: "ghcr.io/acme/shop@sha256:0123" } };
  const args = { environment, services, ...OFF, storage: {}, database: { keyArn: KEY } };
  return { args, adopted: NAMES, ...more };
}

/** What was made by hand: the bucket as the program has it, the database larger, and with other tags. */
function byHand(environment: string, database: Record<string, unknown> = {}): Record<string, Record<string, unknown>> {
  const production = environment === "production";
  const tags = {
    "daytwo:application": "shop",
    "daytwo:environment": environment,
    "daytwo:managed-by": "pulumi",
  };
  const server = { engine: "postgres", dbName: "app", username: "daytwo", storageEncrypted: true, kmsKeyId: KEY };
  return {
    "acme-uploads": { bucket: "acme-uploads", forceDestroy: !production, tags },
    "shop-legacy": {
      identifier: "shop-legacy",
      ...server,
      allocatedStorage: 50,
      tags: { made: "by hand" },
      ...database,
    },
  };
}

function itAdopts(name: string, environment: string, body: (row: Row) => Promise<void>): void {
  itWithEngine(name, (engine: Engine) =>
    Row.with(engine, async row => {
      await row.workspace.standIn.order({}, byHand(environment));
      await row.wants(adopting(environment));
      await body(row);
    }),
  );
}

const operationsOn = (steps: readonly Step[], name: string) =>
  steps.filter(step => step.name === name).map(({ op }) => op);

async function callsOn(row: Row, name: string): Promise<string[]> {
  return (await row.workspace.standIn.calls()).filter(call => call.name === name).map(({ method }) => method);
}

describe("what was made by hand", () => {
  itAdopts("is imported and not made, as the preview says, and is protected from then on", "production", async row => {
    const steps = await row.previewed();
    expect(operationsOn(steps, "shop-storage-bucket")).toEqual(["import"]);
    expect(operationsOn(steps, "shop-storage-versioning")).toEqual(["create"]);

    await row.workspace.deploy();
    expect(await callsOn(row, "shop-storage-bucket")).not.toContain("create");
    expect(await callsOn(row, "shop-database-instance")).not.toContain("create");
    const made = Object.fromEntries((await row.resources()).map(resource => [resource.name, resource]));
    for (const [name, id] of Object.entries(NAMES)) expect(made[name]).toMatchObject({ id, protect: true });
    expect(made["shop-storage-versioning"]?.inputs.bucket).toBe("acme-uploads");

    await row.workspace.deploy("--expect-no-changes");
  });

  itAdopts("is changed into what the program says, and the preview tells of it", "production", async row => {
    const said = await row.workspace.succeed("preview", "--diff");
    expect(operationsOn(await row.previewed(), "shop-database-instance")).toEqual(["import", "update"]);
    expect(said).toMatch(/~ allocatedStorage +: 50 => 20/);
    await row.workspace.deploy();
    const database = (await row.resources()).find(({ name }) => name === "shop-database-instance");
    expect(database?.inputs).toMatchObject({ identifier: "shop-legacy", deletionProtection: true });
  });

  for (const environment of ["production", "staging"])
    itAdopts(`is never replaced: what cannot be changed is told, in ${environment}`, environment, async row => {
      await row.workspace.standIn.order({}, byHand(environment, { username: "postgres", engine: "mysql" }));
      const { code, said } = await row.workspace.pulumi("up", "--yes");
      expect(code).not.toBe(0);
      expect(said).toMatch(/previously-imported resources that still specify an ID may not be replaced/);
      expect(said).toMatch(/username: \W*postgres\W+daytwo/);
      const calls = await row.workspace.standIn.calls();
      expect(calls.filter(({ method, name }) => method !== "read" && name in NAMES)).toEqual([]);
    });

  itAdopts("is not replaced in production when it is adopted no more", "production", async row => {
    await row.workspace.deploy();
    await row.wants(adopting("production", { adopted: {} }));
    const before = await row.workspace.standIn.calls();
    const { code, said } = await row.workspace.pulumi("up", "--yes");
    expect(code).not.toBe(0);
    expect(said).toMatch(/unable to replace resource ".+shop-storage-bucket"/);
    expect(await row.workspace.standIn.calls()).toEqual(before);
  });

  itAdopts("is told when it is not there", "staging", async row => {
    await row.workspace.standIn.order({}, { ...byHand("staging"), "acme-uploads": null });
    const { code, said } = await row.workspace.pulumi("preview");
    expect(code).not.toBe(0);
    expect(said).toContain("resource 'acme-uploads' does not exist");
  });
});
