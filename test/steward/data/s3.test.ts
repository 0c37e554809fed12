import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describeNeeds } from "../../support/needs";
import { freePort, remove, scratch, secretFile } from "./servers";
import { done, makeSteward, prepare, removeSteward, steward } from "./steward";

// Python's moto is the S3-compatible server that package registries have as a package.
describeNeeds(["moto_server", "restic"], "a bucket as repository", () => {
  let root: string;
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    makeSteward();
    root = scratch();
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    for (let tries = 300; tries > 0 && !(await makeBucket(address)); tries -= 1) await wait(100);
  });

  afterAll(() => {
    server.kill();
    remove(root);
    removeSteward();
  });

  const repository = (name = "backups") => ({
    location: `s3:${address}/${name}/shop`,
    passwordFile: secretFile(join(root, "key"), "correct horse battery"),
    keys: {
      accessKeyFile: secretFile(join(root, "id"), "id"),
      secretKeyFile: secretFile(join(root, "secret"), "hunter2"),
    },
    region: "us-east-1",
  });

  test("files go there and come back", async () => {
    const folders = { uploads: join(root, "uploads") };
    mkdirSync(folders.uploads);
    const content = randomBytes(3_000_000);
    writeFileSync(join(folders.uploads, "picture"), content);
    await prepare(repository());
    await done("files", { repository: repository(), folders, keep: { days: 7 } });
    writeFileSync(join(folders.uploads, "picture"), "overwritten");
    await done("restore", { kind: "files", repository: repository(), folders });
    expect(readFileSync(join(folders.uploads, "picture")).equals(content)).toBe(true);
    expect((await done("verify", { repository: repository(), read: 100 })).figures.backups).toBe(1);
  });

  test("a bucket that is not there is told, without the key", async () => {
    const { code, errors } = await steward("verify", { repository: repository("nowhere"), read: 5 });
    expect([code, errors]).toEqual([1, expect.stringContaining("there is no repository")]);
    expect(errors).not.toContain("hunter2");
  });
});

/** Whether the server answers, and so has the bucket. */
async function makeBucket(address: string): Promise<boolean> {
  const authorization =
    "AWS4-HMAC-SHA256 Credential=id/20240101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x";
  const answer = await fetch(`${address}/backups`, { method: "PUT", headers: { authorization } }).catch(
    () => undefined,
  );
  return answer?.ok === true;
}
