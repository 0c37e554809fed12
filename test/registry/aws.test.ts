import type { TestPlan } from "daytwo/testing";
import * as fc from "fast-check";
import type { RegistryArgs } from "../../lib/registry/aws";
import { documentIn, expectWired } from "../support/aws";
import { planned } from "./planned";

const REPOSITORY = "aws:ecr/repository:Repository";

function lifecycleRules(plan: TestPlan) {
  return documentIn(plan.one("aws:ecr/lifecyclePolicy:LifecyclePolicy")).rules;
}

/** The plan of a component that is told nothing but what it must be. */
let production: TestPlan;
beforeAll(async () => {
  production = await planned({});
});

test("makes a scanned, encrypted repository of immutable tags for each name", async () => {
  const result = await planned({ repositories: ["web", "worker"] });
  expect(result.all(REPOSITORY).map(({ name }) => name)).toEqual(["shop-web-repository", "shop-worker-repository"]);
  const repository = result.named("shop-web-repository");
  expect(repository.inputs).toMatchObject({
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: { $unknown: true } }],
    tags: { "daytwo:application": "shop", "daytwo:environment": "production", "daytwo:managed-by": "pulumi" },
  });
  expectWired(repository, "encryptionConfigurations", result.named("shop-key"));
});

test("lets the tags of the running and the previous image move, and no others", async () => {
  const { inputs } = production.one(REPOSITORY);
  expect(inputs.imageTagMutability).toBe("IMMUTABLE_WITH_EXCLUSION");
  expect(inputs.imageTagMutabilityExclusionFilters).toEqual([
    { filter: "running-*", filterType: "WILDCARD" },
    { filter: "previous-*", filterType: "WILDCARD" },
  ]);
});

test("first keeps what carries a moving tag, a rule for each, since patterns in one rule must all match", async () => {
  const [running, previous] = lifecycleRules(production);
  expect(running.selection).toMatchObject({
    tagPatternList: ["running-*"],
    countType: "imageCountMoreThan",
    countNumber: 1000,
  });
  expect(previous.selection).toMatchObject({
    tagPatternList: ["previous-*"],
    countType: "imageCountMoreThan",
    countNumber: 1000,
  });
});

test("then keeps the last ten besides those two, and drops what has no tag after a day", async () => {
  const rules = lifecycleRules(production);
  expect(rules.map((rule: { rulePriority: number }) => rule.rulePriority)).toEqual([1, 2, 3, 4]);
  expect(rules[2].selection).toMatchObject({ tagStatus: "tagged", tagPatternList: ["*"], countNumber: 12 });
  expect(rules[3].selection).toEqual({
    tagStatus: "untagged",
    countType: "sinceImagePushed",
    countUnit: "days",
    countNumber: 1,
  });
});

test("keeps as many as are asked for", async () => {
  const rules = lifecycleRules(await planned({ keep: 25 }));
  expect(rules[2].selection.countNumber).toBe(27);
});

test("protects key and images in production, and lets staging be torn down with its images", async () => {
  expect(production.one(REPOSITORY)).toMatchObject({ protect: true, inputs: { forceDelete: false } });
  expect(production.named("shop-key")).toMatchObject({
    protect: true,
    inputs: { enableKeyRotation: true, deletionWindowInDays: 30 },
  });
  const staging = await planned({ environment: "staging" });
  expect(staging.one(REPOSITORY)).toMatchObject({ protect: false, inputs: { forceDelete: true } });
  expect(staging.named("shop-key")).toMatchObject({ protect: false, inputs: { deletionWindowInDays: 7 } });
});

test("reshapes children", async () => {
  const transform: RegistryArgs["transform"] = { repository: args => ({ ...args, name: "acme/shop" }) };
  expect((await planned({ transform })).one(REPOSITORY).inputs.name).toBe("acme/shop");
});

test("any valid names and number plan", async () => {
  const name = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,11}$/);
  const repositories = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(repositories, fc.integer({ min: 1, max: 1000 }), async (names, keep) => {
      const result = await planned({ repositories: names, keep });
      expect(result.all(REPOSITORY)).toHaveLength(names.length);
    }),
    { numRuns: 15 },
  );
});
