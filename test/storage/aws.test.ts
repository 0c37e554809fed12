import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import { Mistakes } from "../../lib/common/errors";
import { FileStore, type FileStoreArgs } from "../../lib/storage/aws";
import { bucketNameOf } from "../../lib/storage/aws/name";
import { awsAccount, documentIn, expectWired } from "../support/aws";
import { refusal } from "../support/mistakes";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1-a";

function planned(args: FileStoreArgs = {}, use: (store: FileStore) => unknown = () => undefined): Promise<TestPlan> {
  return plan(() => use(new FileStore("shop-storage", args)), { fixtures: { invokes: awsAccount } });
}

function messages(args: unknown, config: Record<string, string> = {}): Promise<string[]> {
  let found: string[] = [];
  return plan(
    () => {
      const mistakes = new Mistakes("shop-storage");
      FileStore.check(args, "", mistakes);
      found = mistakes.all.map(({ path, message }) => `${path}: ${message}`);
    },
    { config },
  ).then(() => found);
}

describe("a file store in production", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ infrequentAfter: "60 days" });
  });
  const bucket = () => shop.named("shop-storage-bucket");

  it("is protected, and nobody outside sees into it", () => {
    expect(bucket()).toMatchObject({ protect: true, inputs: { forceDestroy: false } });
    expect(Object.values(shop.named("shop-storage-access").inputs).filter(value => value === true)).toHaveLength(4);
    expect(shop.named("shop-storage-ownership").inputs.rule).toEqual({ objectOwnership: "BucketOwnerEnforced" });
  });

  it("is encrypted with a key of its own, and answers over HTTPS only", () => {
    const encryption = shop.named("shop-storage-encryption");
    expectWired(encryption, "rules", shop.named("shop-storage-key"));
    expect(JSON.stringify(encryption.inputs.rules)).toContain("aws:kms");
    expect(JSON.stringify(shop.named("shop-storage-policy").inputs)).not.toContain("Allow");
  });

  it("keeps what was overwritten for a time, and throws half uploads away", () => {
    expect(shop.named("shop-storage-versioning").inputs.versioningConfiguration).toEqual({ status: "Enabled" });
    expect(shop.named("shop-storage-lifecycle").inputs.rules).toEqual([
      expect.objectContaining({
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        transitions: [{ days: 60, storageClass: "STANDARD_IA" }],
      }),
    ]);
  });

  it("writes down who reads and writes, where it may be written before it is", () => {
    const logging = shop.named("shop-storage-logging");
    expectWired(logging, "targetBucket", shop.named("shop-storage-access-logs-bucket"));
    expect(logging.dependencies).toContain(shop.named("shop-storage-access-logs-policy").urn);
    expect(shop.named("shop-storage-access-logs-lifecycle").inputs.rules).toEqual([
      expect.objectContaining({ expiration: { days: 90 } }),
    ]);
    // S3 delivers its logs to buckets with its own keys alone.
    expect(JSON.stringify(shop.named("shop-storage-access-logs-encryption").inputs)).toContain("AES256");
  });
});

test("in staging it can be deleted, with all that is in it", async () => {
  const { resources, named } = await planned({ environment: "staging", accessLogs: false });
  expect(resources.filter(({ protect }) => protect)).toEqual([]);
  expect(named("shop-storage-bucket").inputs.forceDestroy).toBe(true);
  expect(resources.map(({ name }) => name)).not.toContain("shop-storage-logging");
});

describe("a bucket that is there already", () => {
  it.each(["shop-files", "arn:aws:s3:::shop-files"])("is used as it is: %s", async bucket => {
    const shop = await planned({ existing: { bucket, keyArn: KEY } }, ({ environment, arn }) => ({ environment, arn }));
    expect(shop.outputs).toEqual({
      environment: { FILES_BUCKET: "shop-files", AWS_REGION: "eu-west-1" },
      arn: "arn:aws:s3:::shop-files",
    });
    expect(shop.resources.filter(({ custom }) => custom)).toEqual([]);
  });

  it("is given to the containers, and nothing else in the account is", async () => {
    const shop = await plan(
      () => {
        const storage = new FileStore("shop-storage", { existing: { bucket: "shop-files", keyArn: KEY } });
        new aws.DeploymentTarget("shop", { storage, workers: { mailer: { image: "shop" } } });
      },
      { fixtures: { invokes: awsAccount } },
    );
    const { Statement } = documentIn(shop.named("shop-mailer-rights"));
    expect(Statement.map(({ Resource }: { Resource: string }) => Resource)).toEqual([
      "arn:aws:s3:::shop-files",
      "arn:aws:s3:::shop-files/*",
      KEY,
    ]);
    expect(Statement[1].Condition).toEqual({ StringEquals: { "s3:ResourceAccount": "123456789012" } });
    expect(JSON.stringify(Statement)).not.toContain("s3:DeleteObjectVersion");
  });
});

describe("what is wrong is said:", () => {
  const NO_BUCKET =
    'is no bucket; write its name, 3 to 63 lower-case letters, digits, hyphens and dots, or its ARN, "arn:aws:s3:::shop-files"';

  it.each<[string, object, string]>([
    ["a bucket's name", { existing: { bucket: "Shop_Files" } }, `existing.bucket: ${NO_BUCKET}`],
    [
      "another account's door",
      { existing: { bucket: "arn:aws:s3:eu-west-1:999999999999:accesspoint/shop" } },
      `existing.bucket: ${NO_BUCKET}`,
    ],
    ["no bucket", { existing: {} }, "existing.bucket: is missing; it is required"],
    [
      "a key of another Region",
      { keyArn: KEY.replace("eu-west-1", "us-east-1") },
      "keyArn: is in us-east-1, and the stack in eu-west-1; write one of the stack's own Region",
    ],
    [
      "a key of another account",
      { keyArn: KEY.replace("123456789012", "999999999999") },
      "keyArn: is of the account 999999999999, and the stack of 123456789012; write one of the stack's own account",
    ],
    [
      "a class too early",
      { infrequentAfter: "7 days" },
      'infrequentAfter: "7 days" is out of range; write a duration from "30 days" to "36500 days", such as "30 days"',
    ],
    [
      "a setting of a bucket that is not made",
      { existing: { bucket: "shop-files" }, recoverable: "7 days" },
      "recoverable: is a setting of a new bucket, and this one is there already; leave it out, or leave out existing",
    ],
  ])("%s", async (_, args, message) => {
    const config = { "aws:region": "eu-west-1", "aws:allowedAccountIds": '["123456789012"]' };
    expect(await messages(args, config)).toEqual([message]);
  });

  it("a name that S3 does not take, before anything is registered", async () => {
    expect(await refusal(() => new FileStore("ShopFiles"))).toContain("name it in at most 64 lower-case letters");
  });
});

test.each([
  ["abc", "abc"],
  ["a.b-c", "a.b-c"],
  ["ab", undefined],
  ["a..b", undefined],
  ["-ab", undefined],
  ["192.168.1.1", undefined],
  ["xn--shop", undefined],
  ["shop-s3alias", undefined],
  ["a".repeat(64), undefined],
  ["arn:aws-cn:s3:::shop", "shop"],
  ["arn:aws:s3:::shop/key", undefined],
])("the bucket that %s means: %s", (given, name) => {
  expect(bucketNameOf(given)).toBe(name);
});
