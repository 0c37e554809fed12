import { holdersOf, losable } from "../../support/awsHolders";
import { KEEPERS } from "../../upgrade/keepers";
import { type Engine, itWithEngine } from "../engine";
import { type Kept, Row, type Wanted, whole } from "./row";

const production = whole("production");

/** The whole row without some of its parts. */
function without(...parts: string[]): Wanted {
  return { args: Object.fromEntries(Object.entries(production).filter(([part]) => !parts.includes(part))) };
}

/** An input of each that holds data, changed so that the provider replaces it. */
function replaced(resources: readonly Kept[]): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    holdersOf(resources).map(({ type, name }) => [name, { [KEEPERS[type]?.[0] ?? "region"]: "another" }]),
  );
}

function idsOf(resources: readonly Kept[]): string[] {
  return holdersOf(resources)
    .map(({ id = "" }) => id)
    .sort();
}

/** That an update is refused for what it would do to data, and has done nothing. */
async function expectRefused(row: Row, wanted: Wanted, words: RegExp): Promise<void> {
  const before = { state: await row.state(), calls: await row.workspace.standIn.calls() };
  await row.wants(wanted);
  const { code, said } = await row.workspace.pulumi("up", "--yes");
  expect(said).toMatch(words);
  expect(code).not.toBe(0);
  expect(await row.workspace.standIn.calls()).toEqual(before.calls);
  expect(await row.state()).toBe(before.state);
}

const inProduction = (body: (row: Row) => Promise<void>) => (engine: Engine) =>
  Row.withWhole(engine, "production", body);
const inStaging = (body: (row: Row) => Promise<void>) => (engine: Engine) => Row.withWhole(engine, "staging", body);

const KEPT = /cannot be deleted\s+because it is protected/;
const REPLACED = /unable to replace resource .+\s+as it is currently marked for protection/;
const LOST = new RegExp(`${KEPT.source}|${REPLACED.source}`);

describe("the whole AWS row in production", () => {
  itWithEngine(
    "protects everything that holds data",
    inProduction(async row => {
      const resources = await row.resources();
      expect(losable(resources)).toEqual([]);
      expect(holdersOf(resources).length).toBeGreaterThan(20);
    }),
  );

  for (const [part, wanted] of Object.entries({
    "its database": without("database"),
    "its files": without("storage"),
    "its cache, whose entries last": without("cache"),
    "its backups": { args: { ...production, backups: false } },
    "its logs": { args: { ...production, logs: false } },
    "the images that were built": { args: { ...production, services: { web: { image: "nginx:1.27" } } } },
    "a worker, whose logs would go": without("workers"),
  }))
    itWithEngine(
      `is not brought up to date without ${part}`,
      inProduction(row => expectRefused(row, wanted, KEPT)),
    );

  for (const [change, more] of Object.entries({
    "to another engine": { database: { engine: "mysql" } },
    "to another name": { database: { name: "orders" } },
    "to Aurora": { database: { serverless: { min: 0.5, max: 2 } } },
    "to another key": { database: { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/other" } },
  }))
    itWithEngine(
      `does not move its database ${change}`,
      inProduction(row => expectRefused(row, { args: { ...production, ...more } }, LOST)),
    );

  itWithEngine(
    "refuses whatever would replace data, one by one",
    inProduction(async row => {
      const holders = holdersOf(await row.resources());
      await row.wants({ args: production, changed: replaced(holders) });
      const { said } = await row.workspace.pulumi("preview");
      const refused = [...said.matchAll(/unable to replace resource "([^"]+)"/g)].map(([, urn]) => urn);
      expect([...new Set(refused)].sort()).toEqual(holders.map(({ urn }) => urn).sort());
      await expectRefused(row, { args: production, changed: replaced(holders) }, REPLACED);
    }),
  );

  itWithEngine(
    "loses no data where nobody looks at a preview",
    inProduction(async row => {
      const holders = holdersOf(await row.resources());
      await row.wants({ args: { environment: "production", services: { web: { image: "nginx:1.27" } } } });
      const { code } = await row.workspace.up();
      expect(code).not.toBe(0);
      const deleted = (await row.workspace.standIn.calls()).filter(({ method }) => method === "delete");
      const names = new Set(deleted.map(({ name }) => name));
      expect(holders.filter(({ name }) => names.has(name))).toEqual([]);
      expect(idsOf(await row.resources())).toEqual(idsOf(holders));
    }),
  );

  itWithEngine(
    "is not destroyed",
    inProduction(async row => {
      const before = await row.state();
      const { code, said } = await row.workspace.pulumi("destroy", "--yes");
      expect(code).not.toBe(0);
      expect(said).toMatch(KEPT);
      expect(await row.workspace.standIn.calls()).toEqual([]);
      expect(await row.state()).toBe(before);
    }),
  );
});

describe("the whole AWS row in staging", () => {
  itWithEngine(
    "replaces whatever is changed so",
    inStaging(async row => {
      const holders = holdersOf(await row.resources());
      await row.wants({ args: whole("staging"), changed: replaced(holders) });
      await row.workspace.deploy();
      const calls = await row.workspace.standIn.calls();
      for (const method of ["create", "delete"]) {
        const names = new Set(calls.filter(call => call.method === method).map(({ name }) => name));
        expect(holders.filter(({ name }) => !names.has(name))).toEqual([]);
      }
    }),
  );

  itWithEngine(
    "lets go of whatever the program has no more",
    inStaging(async row => {
      const { services } = whole("staging");
      await row.wants({ args: { environment: "staging", services, backups: false, logs: false } });
      await row.workspace.deploy();
      const left = holdersOf(await row.resources()).map(({ name }) => name);
      expect(left.sort()).toEqual(["shop-registry-key", "shop-registry-web-repository", "shop-web-log-group"]);
    }),
  );
});
