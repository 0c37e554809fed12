import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { dump } from "../../../images/steward/src/backup/dump";
import { configuration } from "../../../images/steward/src/backup/folders";
import { gitMirror } from "../../../images/steward/src/backup/git-mirror";
import { purge } from "../../../images/steward/src/backup/purge";
import { verify } from "../../../images/steward/src/backup/verify";
import { overdue } from "../../../images/steward/src/overdue";
import { restoreTest } from "../../../images/steward/src/restore/test";
import { cloudWatchSummary } from "../../../images/steward/src/summary/cloudwatch";
import { laid } from "../../../images/steward/src/variables";
import { summaryJob } from "../../../lib/alerts/aws/summary";
import { json } from "../../../lib/common/json";
import { mapValues } from "../../../lib/common/records";
import { type BackupJobsArgs, backupJobs } from "../../../lib/steward/aws/backupJobs";
import { repositoryRights } from "../../../lib/steward/aws/bucket";
import type { StewardJob } from "../../../lib/steward/aws/job";
import { overdueJob } from "../../../lib/steward/aws/overdue";
import { successOf } from "../../../lib/steward/aws/silence";
import { resultIn } from "../../../lib/steward/result";
import { describeNeeds } from "../../support/needs";
import { bundleSteward } from "../../support/steward";

const folder = mkdtempSync(join(tmpdir(), "daytwo-aws-jobs-"));
const program = join(folder, "steward.js");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const args: BackupJobsArgs = {
  git: { repositories: { shop: "https://github.com/acme/shop.git" }, credentials: "https://me:token@github.com" },
  configuration: { "shop.env": "KEY=hunter2" },
  databases: {
    main: { url: "postgres://app:hunter2@db.example.com/shop", check: { query: "select count(*) from orders" } },
  },
  location: join(folder, "repository"),
  bucketArn: "arn:aws:s3:::shop",
  region: "eu-west-1",
  password: "correct horse",
  daily: "14 days",
  weekly: "8 weeks",
  restoreTest: true,
  hour: 3,
};

const watch = {
  endpoints: [],
  loadBalancer: { arnSuffix: "app/shop/1", shared: true },
  services: {
    web: {
      clusterName: "shop",
      serviceName: "web",
      minimumTasks: 1,
      targetGroups: ["targetgroup/a/1", "targetgroup/b/2"],
    },
  },
};

/** All jobs that there can be. */
async function allJobs(): Promise<Record<string, StewardJob>> {
  const found: Record<string, StewardJob> = {};
  await plan(() => {
    const backups = backupJobs(args);
    const heartbeats = [successOf({ application: "shop", steward: "steward" }, "verify")] as const;
    const rare = { verify: { ...(backups.verify ?? fail("verify")), heartbeats } };
    const daily = {
      schedule: "0 7 * * *",
      topic: pulumi.output("arn:aws:sns:eu-west-1:123456789012:daily"),
      metrics: [{ label: "orders", namespace: "Shop", metricName: "Orders" }],
    };
    Object.assign(found, backups, {
      overdue: overdueJob({ application: "shop", steward: "steward" }, rare, "eu-west-1"),
      summary: summaryJob(daily, watch, { title: "shop, production", region: "eu-west-1" }),
    });
  });
  return found;
}

/** What a job is told, as it stands in its command. */
async function specOf(job: StewardJob): Promise<string> {
  const { outputs } = await plan(() => ({ spec: json(job.spec) }));
  return String(outputs.spec);
}

/** The variables that a job's container has. */
function variablesOf({ secrets = {} }: StewardJob): Record<string, string> {
  return mapValues(secrets, secret => String(secret));
}

describe("what the jobs are told", () => {
  let jobs: Record<string, StewardJob>;
  beforeAll(async () => {
    jobs = await allJobs();
  });

  const verbs = {
    dump,
    configuration,
    verify,
    purge,
    overdue,
    "git-mirror": gitMirror,
    "restore-test": restoreTest,
    "cloudwatch-summary": cloudWatchSummary,
  };

  it("is what their verbs understand, with the variables that they have", async () => {
    expect(Object.keys(jobs).sort()).toEqual([
      "configuration",
      "dump-main",
      "git-mirror",
      "overdue",
      "purge",
      "restore-test-main",
      "summary",
      "verify",
    ]);
    for (const [name, job] of Object.entries(jobs)) {
      const { spec } = Object.entries(verbs).find(([verb]) => verb === job.verb)?.[1] ?? fail(job.verb);
      const told = await laid(JSON.parse(await specOf(job)), variablesOf(job));
      expect([name, spec.safeParse(told).error]).toEqual([name, undefined]);
    }
  });

  it("holds no secret, and needs no variable that is not there", async () => {
    for (const job of Object.values(jobs)) {
      const spec = await specOf(job);
      for (const secret of Object.values(variablesOf(job))) expect(spec).not.toContain(secret);
      for (const [, variable = ""] of spec.matchAll(/"\$(?:file|url)":"(\w+)"/g))
        expect(variablesOf(job)).toHaveProperty(variable);
    }
  });

  it("names dumps that are proven to be young enough: no older than one and a half weeks", async () => {
    const { oldest } = JSON.parse(await specOf(jobs["restore-test-main"] ?? fail("restore test")));
    expect(oldest).toBe(10.5 * 86_400);
  });
});

test("a job may remove what is locked and forgotten, and only a purge the data", async () => {
  const removable = async (purges: boolean) => {
    const { outputs } = await plan(() => ({ rights: json(repositoryRights("arn:aws:s3:::shop", purges)) }));
    return JSON.parse(String(outputs.rights)).find(({ Action }: { Action: string }) => Action === "s3:DeleteObject")
      .Resource;
  };
  expect(await removable(false)).toEqual(["arn:aws:s3:::shop/locks/*", "arn:aws:s3:::shop/snapshots/*"]);
  expect(await removable(true)).toEqual([
    "arn:aws:s3:::shop/locks/*",
    "arn:aws:s3:::shop/snapshots/*",
    "arn:aws:s3:::shop/data/*",
    "arn:aws:s3:::shop/index/*",
  ]);
});

describeNeeds(["restic"], "a job that really runs", () => {
  it("keeps settings in the repository, which the next one can read back", async () => {
    bundleSteward(program);
    const jobs = await allJobs();
    for (const name of ["configuration", "verify"]) {
      const result = resultIn(await ran(jobs[name] ?? fail(name)));
      expect(result).toMatchObject({ job: name, outcome: "succeeded" });
    }
  });
});

/** Runs a job as its container does: told by its command, with secrets as variables. */
function ran(job: StewardJob): Promise<string> {
  return specOf(job).then(
    spec =>
      new Promise((done, failed) => {
        const env = { PATH: process.env.PATH, HOME: folder, DAYTWO_JOB: job.verb, ...variablesOf(job) };
        execFile(process.execPath, [program, job.verb, spec], { env }, (error, said) =>
          error ? failed(error) : done(said),
        );
      }),
  );
}

function fail(what: string): never {
  throw new Error(`there is no ${what}`);
}
