import * as pulumi from "@pulumi/pulumi";
import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import { awsAccount, expectWired } from "../support/aws";
import { refusal } from "../support/mistakes";

const git = ["https://github.com/acme/shop.git", "https://github.com/acme/infrastructure"];
const everything = {
  git,
  configuration: { "shop.env": pulumi.secret("KEY=hunter2") },
  databases: { main: { url: pulumi.secret("postgres://app:hunter2@db.example.com/shop") } },
  password: pulumi.secret("hunter2"),
};
const notify = { critical: ["oncall@example.com"], warning: ["team@example.com"] };

type Args = Partial<aws.BackupScheduleArgs>;

function planned(args: Args): Promise<TestPlan> {
  const program = () => {
    const foundation = new aws.DeploymentTarget("shop", { services: { web: { image: "shop" } } });
    const backups = new aws.BackupSchedule("shop-backups", { application: "shop", foundation, notify, ...args });
    return { repository: backups.steward?.repository, groups: Object.keys(backups.steward?.securityGroupIds ?? {}) };
  };
  return plan(program, { stack: "prod", fixtures: { invokes: awsAccount } });
}

const jobs = (shop: TestPlan) =>
  Object.fromEntries(
    shop
      .all("aws:scheduler/schedule:Schedule")
      .map(({ name, inputs }) => [
        name.replace(/^shop-backups-steward-(.*)-schedule$/, "$1"),
        inputs.scheduleExpression,
      ]),
  );

describe("the steward's backups", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned(everything);
  });

  it("are mirrors and settings each day, dumps each week and a restore test each month, and what keeps them in order", () => {
    expect(jobs(shop)).toEqual({
      "git-mirror": "cron(10 3 * * ? *)",
      configuration: "cron(20 3 * * ? *)",
      "dump-main": "cron(30 3 ? * SUN *)",
      "restore-test-main": "cron(0 6 1 * ? *)",
      verify: "cron(0 7 ? * SUN *)",
      purge: "cron(0 9 ? * SUN *)",
      overdue: "cron(0 8 * * ? *)",
    });
    expect(shop.outputs.groups).toEqual(expect.arrayContaining(["dump-main", "restore-test-main"]));
  });

  it("need no vault where AWS Backup has nothing to do", () => {
    expect(shop.all("aws:backup/vault:Vault")).toEqual([]);
    expect(shop.diagnostics.map(({ message }) => message).filter(message => /AWS Backup/.test(message))).toEqual([]);
  });

  it("go into a bucket that is private, encrypted, keeps versions and is protected", () => {
    const bucket = shop.named("shop-backups-steward-repository-bucket");
    expect(bucket).toMatchObject({ protect: true, inputs: { forceDestroy: false } });
    const part = (kind: string) => shop.named(`shop-backups-steward-repository-${kind}`).inputs;
    expect(part("versioning").versioningConfiguration).toEqual({ status: "Enabled" });
    expect(JSON.stringify(part("encryption"))).toContain('"sseAlgorithm":"AES256"');
    expect(part("access")).toMatchObject({ blockPublicAcls: true, restrictPublicBuckets: true });
    expect(part("lifecycle").rules).toEqual([
      expect.objectContaining({
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      }),
    ]);
    for (const kind of ["git-mirror", "dump-main", "purge"])
      expectWired(shop.named(`shop-backups-steward-${kind}-rights`), "policy", bucket);
  });

  it("have all their secrets in one, which no plan shows", () => {
    const secret = shop.one("aws:secretsmanager/secretVersion:SecretVersion");
    expect(JSON.stringify(shop)).not.toContain("hunter2");
    for (const kind of ["git-mirror", "configuration", "dump-main", "verify"])
      expectWired(shop.named(`shop-backups-steward-${kind}-task-definition`), "containerDefinitions", secret);
  });

  it("leave secrets where they are stored already", async () => {
    const arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:backups-AbCdEf";
    const stored = (key: string) => ({ stored: `${arn}:${key}::` });
    const other = await planned({ databases: { main: { url: stored("url") } }, password: stored("password") });
    expect(other.all("aws:secretsmanager/secret:Secret")).toEqual([]);
  });

  it("tell of what fails: of a proof at once, of a backup as a warning", () => {
    const failed = (severity: string) => shop.named(`shop-backups-steward-${severity}-failed`);
    const definition = (job: string) => shop.named(`shop-backups-steward-${job}-task-definition`);
    for (const job of ["restore-test-main", "verify"]) expectWired(failed("critical"), "eventPattern", definition(job));
    for (const job of ["git-mirror", "dump-main", "purge", "overdue"])
      expectWired(failed("warning"), "eventPattern", definition(job));
  });

  it("tell of silence: by alarms where these look back far enough, and by a job that looks after the others", () => {
    const alarms = shop
      .all("aws:cloudwatch/metricAlarm:MetricAlarm")
      .filter(({ name }) => name.endsWith("-silent-alarm"));
    expect(alarms.map(({ name }) => name.replace("shop-backups-steward-", ""))).toEqual([
      "configuration-silent-alarm",
      "git-mirror-silent-alarm",
      "overdue-silent-alarm",
    ]);
    // PutMetricAlarm takes periods of an hour for up to 7 days.
    for (const { inputs } of alarms) expect(Number(inputs.evaluationPeriods) * 3_600).toBeLessThanOrEqual(604_800);
    const overdue = shop.named("shop-backups-steward-overdue-log-group");
    for (const counted of ["dump-main-seen", "restore-test-main-seen", "verify-seen", "purge-seen", "overdue-ended"]) {
      const heartbeat = shop.named(`shop-backups-steward-${counted}-heartbeat`);
      expectWired(heartbeat, "logGroupName", overdue);
      // However it ended: when it found something, it has told already.
      expect(heartbeat.inputs.pattern).toBe("{ $.outcome = * }");
    }
  });

  it("stand in staging, and without a restore test where there is to be none", async () => {
    const staging = await planned({ ...everything, environment: "staging", restoreTest: false });
    expect(Object.keys(jobs(staging))).not.toContain("restore-test-main");
    const own = staging.resources.filter(({ urn }) => urn.includes("daytwo:aws:BackupSchedule"));
    expect(own.filter(({ protect }) => protect)).toEqual([]);
  });

  it("stand beside those of AWS Backup", async () => {
    const both = await planned({ ...everything, resources: ["arn:aws:rds:eu-west-1:123456789012:db:shop"] });
    expect(both.all("aws:backup/vault:Vault")).toHaveLength(1);
    expect(Object.keys(jobs(both))).toHaveLength(7);
  });
});

describe("mistakes", () => {
  const foundation =
    "foundation: is missing; git, configuration and databases are backed up by jobs: write foundation: target, beside whose containers they run";
  const hint = 'is no address to mirror from; write "https://github.com/acme/shop.git", without a user or password';
  it.each<[string, object, string]>([
    ["no target", {}, foundation],
    [
      "no password",
      { password: undefined, foundation: undefined },
      "password: is missing; the backups are encrypted with it",
    ],
    ["an address with a password in it", { git: ["https://me:hunter2@github.com/acme/shop.git"] }, `git[0]: ${hint}`],
    [
      "an address that is none",
      { git: { repositories: { shop: "git@github.com:acme/shop.git" } } },
      `git.repositories.shop: ${hint}`,
    ],
    [
      "two mirrors of one name",
      { git: ["https://github.com/a/shop", "https://github.com/b/shop.git"] },
      'git[1]: "shop" is there already, at [0]; write { repositories: { name: address } } to name them yourself',
    ],
    ["no mirrors", { git: [] }, "git: has 0 entries; write at least 1"],
    [
      "a file's name",
      { configuration: { "../x": "" } },
      'configuration.../x: "../x" is not allowed; write at most 100 letters, digits, dots, underscores and hyphens',
    ],
    ["a database without an address", { databases: { main: {} } }, "databases.main.url: is missing; it is required"],
    [
      "a secret elsewhere",
      { password: { stored: "arn:aws:s3:::shop-secrets" } },
      'password.stored: is no ARN of a secret; write "arn:aws:secretsmanager:…:secret:…", with ":key::" for a key of its JSON, or of a parameter, "arn:aws:ssm:…:parameter/…"',
    ],
    [
      "an address that is no database's",
      { databases: { main: { url: "hunter2" } } },
      "databases.main.url: is no URL of a database; write postgres://user:password@host:5432/name, or mysql://…",
    ],
    ["an empty password", { password: "" }, 'password: is empty; write config.requireSecret("backupPassword")'],
    [
      "a check without a query",
      { databases: { main: { url: "mysql://shop:hunter2@db/shop", check: {} } } },
      "databases.main.check.query: is missing; it is required",
    ],
  ])("%s", async (_, change, message) => {
    const args = { git: ["https://github.com/acme/shop"], password: "hunter2", ...change };
    const told = await refusal(() => new aws.BackupSchedule("shop", args));
    expect(told).toContain(message);
    expect(told).not.toContain("hunter2");
  });
});
