import { Application, type ApplicationArgs } from "daytwo";
import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import { HOLDERS, holdersOf, losable } from "../support/awsHolders";
import { KEEPERS } from "../upgrade/keepers";

type Args = ApplicationArgs<typeof aws>;

const image = "ghcr.io/acme/shop@sha256:0123";
const password = "a-password-of-enough-length";

const whole: Partial<Args> = {
  services: { web: { image, domain: "shop.example.com", secrets: { KEY: "hunter2" } } },
  workers: { mailer: { image } },
  jobs: { cleanup: { image, schedule: "0 3 * * *" } },
  database: {},
  storage: {},
  cache: { persistent: true },
  backups: { git: ["https://github.com/acme/shop.git"], password, copyTo: { region: "eu-central-1" } },
  notify: { critical: ["oncall@example.com"], daily: ["owners@example.com"] },
};

const shop = (environment: Args["environment"], args: Partial<Args>): Promise<TestPlan> =>
  plan(() => void new Application("shop", { platform: aws, environment, ...args }), {
    config: { "aws:region": "eu-west-1" },
  });

describe("in production", () => {
  it.each<[string, Partial<Args>]>([
    ["of a whole application", whole],
    ["with MySQL", { ...whole, database: { engine: "mysql" } }],
    ["with Aurora", { ...whole, database: { serverless: { min: 0.5, max: 2 } } }],
    ["of services without logs, checks and alarms", { ...whole, logs: false, health: false, alerts: false }],
    ["in an environment of another name", { ...whole, environment: { name: "live", preset: "production" } }],
    ["with images that are built", { ...whole, services: { web: { build: __dirname } } }],
  ])("everything that holds data is protected, %s", async (_, args) => {
    const { resources } = await shop("production", args);
    expect(losable(resources)).toEqual([]);
  });

  it("a cache that may lose its entries may be replaced, and nothing else", async () => {
    const { resources } = await shop("production", { ...whole, cache: {} });
    expect(losable(resources)).toEqual(["shop-cache-group: holds data, and is not protected"]);
  });

  it("steps aside for what is made again: nobody must unprotect a job's log to drop a backup", async () => {
    const { named } = await shop("production", whole);
    expect(named("shop-backups-steward-git-mirror-log-group").protect).toBe(false);
  });
});

it("in staging nothing is protected", async () => {
  const { resources } = await shop("staging", whole);
  expect(resources.filter(({ protect }) => protect)).toEqual([]);
  expect(holdersOf(resources).length).toBeGreaterThan(15);
});

it("whatever holds data is kept by an upgrade, too", () => {
  const forgotten = Object.keys(HOLDERS).filter(type => !(type in KEEPERS));
  expect(forgotten).toEqual([]);
});
