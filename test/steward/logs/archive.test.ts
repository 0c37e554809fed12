import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { daysBefore } from "../../../images/steward/src/collect/store/names";
import type { LogArchive } from "../../../lib/steward/archive-logs";
import type { JobResult } from "../../../lib/steward/result";
import { itNeeds } from "../../support/needs";
import { S3Server } from "../../support/s3";
import { Stage } from "../collect/stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.end());

const name = (daysAgo: number, ending = ".gz") => `${daysBefore(Date.now(), daysAgo)}.0000.ndjson${ending}`;

function place(folder: string, ...names: string[]): void {
  mkdirSync(join(folder, "web"), { recursive: true });
  for (const file of names) writeFileSync(join(folder, "web", file), `content of ${file}`);
}

async function archived(to: LogArchive): Promise<{ code: number | null; errors: string; result: JobResult }> {
  const spec = { from: stage.logs, to, olderThanDays: 30, deleteAfterDays: 365 };
  const { code, said, errors } = await stage.steward("archive-logs", spec);
  return { code, errors, result: JSON.parse(said.trim().split("\n").at(-1) ?? "{}") };
}

test("takes closed files that are old enough to a folder, and deletes there what is older than it is kept for", async () => {
  const archive = join(stage.root, "archive");
  place(stage.logs, name(32), name(31), name(30), name(0, ""), name(40, ""));
  place(archive, name(365), name(366), "notes.txt");
  const { code, result } = await archived({ folder: archive });
  expect(code).toBe(0);
  expect(result).toMatchObject({ job: "archive-logs", outcome: "succeeded", figures: { moved: 2, deleted: 1 } });
  expect(stage.files()).toEqual([name(40, ""), name(30), name(0, "")]);
  expect(readdirSync(join(archive, "web")).sort()).toEqual([name(365), name(32), name(31), "notes.txt"]);
});

test("what was left half copied is copied again", async () => {
  const archive = join(stage.root, "archive");
  place(stage.logs, name(31));
  place(archive, `${name(31)}.unfinished`);
  await archived({ folder: archive });
  expect(readdirSync(join(archive, "web"))).toEqual([name(31)]);
});

test("a folder that cannot be written fails the job, and nothing is lost", async () => {
  place(stage.logs, name(31));
  writeFileSync(join(stage.root, "file"), "");
  const { code, result } = await archived({ folder: join(stage.root, "file", "archive") });
  expect(code).toBe(1);
  expect(result.outcome).toBe("failed");
  expect(stage.files()).toEqual([name(31)]);
});

describe("a bucket", () => {
  const server = new S3Server();
  let endpoint: string;
  let to: LogArchive;
  beforeAll(async () => {
    endpoint = await server.listen();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.objects.clear();
    const [accessKeyFile, secretKeyFile] = ["access", "secret"].map(file => join(stage.root, file));
    for (const file of [accessKeyFile, secretKeyFile]) writeFileSync(file ?? "", `${file?.slice(-6)}-key\n`);
    to = {
      bucket: "logs",
      prefix: "shop",
      endpoint,
      region: "eu-west-1",
      accessKeyFile: accessKeyFile ?? "",
      secretKeyFile: secretKeyFile ?? "",
    };
  });

  itNeeds(["rclone"], "takes files, gives them back, and is emptied by age", async () => {
    place(stage.logs, name(31), name(29));
    server.objects.set(`logs/shop/web/${name(400)}`, Buffer.from("old"));
    const { code, result, errors } = await archived(to);
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(result.figures).toEqual({ moved: 1, deleted: 1 });
    expect([...server.objects].map(([key, body]) => `${key}: ${body}`)).toEqual([
      `logs/shop/web/${name(31)}: content of ${name(31)}`,
    ]);
    expect(stage.files()).toEqual([name(29)]);
    expect([...server.signers]).toEqual(["access-key"]);
  });

  itNeeds(["rclone"], "that gives back something else keeps the file where it was", async () => {
    place(stage.logs, name(31));
    server.garbles = true;
    const { code, result } = await archived(to);
    server.garbles = false;
    expect(code).toBe(1);
    expect(result.message).toBe(
      `web/${name(31)}: the archive gives back something else than was put there; the file stays where it was`,
    );
    expect(stage.files()).toEqual([name(31)]);
  });

  itNeeds(["rclone"], "that does not answer fails the job, without the keys in what it says", async () => {
    place(stage.logs, name(31));
    const { code, errors, result } = await archived({ ...to, endpoint: "http://127.0.0.1:9" });
    expect(code).toBe(1);
    expect(result.message).toContain("connection refused");
    expect(`${errors}${result.message}`).not.toContain("-key");
    expect(stage.files()).toEqual([name(31)]);
  });
});
