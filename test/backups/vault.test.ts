import type { TestPlan } from "daytwo/testing";
import { expectWired } from "../support/aws";
import { messages, planned, rules } from "./planned";

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

describe("the vault", () => {
  test("has a key of its own, and is protected in production", async () => {
    const result = production;
    expectWired(result.named("shop-vault"), "kmsKeyArn", result.named("shop-key"));
    expect(result.named("shop-vault")).toMatchObject({ protect: true, inputs: { forceDestroy: false } });
    expect(result.named("shop-key")).toMatchObject({
      protect: true,
      inputs: { enableKeyRotation: true, deletionWindowInDays: 30 },
    });
  });

  test("can be torn down in staging", async () => {
    const result = await planned({ environment: "staging" });
    expect(result.named("shop-vault")).toMatchObject({ protect: false, inputs: { forceDestroy: true } });
  });

  test("has no lock unless asked for", async () => {
    expect(production.all("aws:backup/vaultLockConfiguration:VaultLockConfiguration")).toEqual([]);
  });

  test("locks for governance: no days to change it in, and no retention shorter than the plan's shortest", async () => {
    const result = await planned({ lock: { mode: "governance" } });
    const { inputs } = result.named("shop-lock");
    expect(inputs.minRetentionDays).toBe(14);
    expect(inputs.changeableForDays).toBeUndefined();
    expect(messages(result)).toEqual([]);
  });

  test("locks for compliance, which the plan warns of, since nobody can undo it", async () => {
    const result = await planned({
      lock: { mode: "compliance", changeableFor: "3 days", minimum: "7 days", maximum: "365 days" },
    });
    expect(result.named("shop-lock").inputs).toMatchObject({
      changeableForDays: 3,
      minRetentionDays: 7,
      maxRetentionDays: 365,
    });
    expect(messages(result)).toEqual([
      "warning: lock: 3 days after this update nobody can take it away any more, the account's root and AWS included",
    ]);
  });
});

describe("copies", () => {
  test("go to a vault with a key in the other Region, to be kept there for as long", async () => {
    const result = await planned({ copyTo: { region: "eu-central-1" }, lock: { mode: "governance" } });
    for (const name of ["shop-copy-key", "shop-copy-vault", "shop-copy-lock"])
      expect(result.named(name).inputs.region).toBe("eu-central-1");
    expect(result.named("shop-copy-vault").protect).toBe(true);
    expect(result.named("shop-vault").inputs.region).toBeUndefined();
    expectWired(result.named("shop-snapshots-plan"), "rules", result.named("shop-copy-vault"));
    expect(rules(result, "shop-snapshots-plan")).toMatchObject([
      { copyActions: [{ lifecycle: { deleteAfter: 14 } }] },
      { copyActions: [{ lifecycle: { deleteAfter: 56 } }] },
    ]);
  });

  test("can go to a vault that is there", async () => {
    const vaultArn = "arn:aws:backup:eu-central-1:210987654321:backup-vault:safe";
    const result = await planned({ copyTo: { vaultArn } });
    expect(result.all("aws:backup/vault:Vault")).toHaveLength(1);
    expect(rules(result, "shop-snapshots-plan")[0].copyActions[0].destinationVaultArn).toBe(vaultArn);
  });

  test("are never made of continuous backups, which would take a snapshot for each", async () => {
    const [rule] = rules(await planned({ copyTo: { region: "eu-central-1" } }), "shop-point-in-time-plan");
    expect(rule.copyActions).toBeUndefined();
  });
});
