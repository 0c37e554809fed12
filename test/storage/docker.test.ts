import * as pulumi from "@pulumi/pulumi";
import { plan, type TestPlan } from "daytwo/testing";
import { FileStore, type FileStoreArgs } from "../../lib/storage/docker";
import { testFoundation } from "../support/foundation";
import { testRefusals } from "../support/mistakes";

const BUCKET = {
  bucket: "uploads",
  endpoint: "https://s3.example.com",
  accessKeyId: "id",
  secretAccessKey: pulumi.secret("hunter2"),
};

function planned(args: FileStoreArgs = {}, use: (store: FileStore) => unknown = () => undefined): Promise<TestPlan> {
  return plan(() => use(new FileStore("shop-storage", { foundation: testFoundation(), ...args })));
}

test("files lie in a volume that every container can write to", async () => {
  const result = await planned({}, ({ environment, mounted, secrets }) => ({
    environment,
    at: mounted.map(({ at }) => at),
    secrets,
  }));
  expect(result.outputs).toEqual({ environment: { FILES_PATH: "/files" }, at: ["/files"], secrets: {} });
  expect(result.named("shop-storage-share").inputs.command).toEqual(["share", '{"folder":"/files"}']);
});

test("or only the user that is named", async () => {
  const result = await planned({ owner: "1000:1000" });
  expect(result.named("shop-storage-share").inputs.command).toEqual([
    "share",
    '{"folder":"/files","owner":"1000:1000"}',
  ]);
});

test.each([
  ["production", true],
  ["staging", false],
] as const)("in %s the volume is protected: %s", async (environment, protect) => {
  expect((await planned({ environment })).named("shop-storage-volume").protect ?? false).toBe(protect);
});

test("a bucket's keys are secrets, and no volume is made for files", async () => {
  const result = await planned({ bucket: BUCKET }, ({ environment, mounted, secrets }) => ({
    environment,
    mounted,
    names: Object.keys(secrets),
  }));
  expect(result.outputs).toEqual({
    environment: { FILES_BUCKET: "uploads", AWS_ENDPOINT_URL_S3: "https://s3.example.com" },
    mounted: [],
    names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
  });
  expect(result.all("docker:index/volume:Volume").map(({ name }) => name)).toEqual(["shop-storage-keys-volume"]);
  expect(JSON.stringify(result)).not.toContain("hunter2");
});

testRefusals(
  mistake => new FileStore("shop", mistake),
  [
    [{ owner: "www-data" }, 'owner: "www-data" is not allowed; write numbers, such as "1000" or "1000:1000"'],
    [{ owner: "1000", bucket: BUCKET }, "owner: stands beside bucket, which has none; leave out one of the two"],
    [
      { bucket: { ...BUCKET, bucket: "Uploads" } },
      'bucket.bucket: "Uploads" is not allowed; write the name of a bucket, such as "shop-archive"',
    ],
    [{ bukcet: BUCKET }, "bukcet: is no property; did you mean bucket?"],
  ],
);
