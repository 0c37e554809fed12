import { plan, type TestPlan } from "daytwo/testing";
import { BackupSchedule } from "../../../lib/backups/aws";
import { LogAggregation } from "../../../lib/logs/aws";
import { ground } from "../../database/aws/planned";
import { awsAccount } from "../../support/aws";

const planned = (program: () => unknown): Promise<TestPlan> => plan(program, { fixtures: { invokes: awsAccount } });

/** The bucket's former types, as they stand in its URN. */
const formerly = (shop: TestPlan, bucket: string) =>
  shop.named(bucket).aliases.flatMap(urn => /\$daytwo:aws:(\w+)\$aws:s3\/bucket:Bucket::/.exec(urn)?.[1] ?? []);

describe("a bucket that an earlier version made is kept:", () => {
  it("the archive of logs", async () => {
    const shop = await planned(() => void new LogAggregation("shop", { sources: ["web"], archive: "365 days" }));
    expect(formerly(shop, "shop-archive-bucket")).toEqual(["ArchiveBucket"]);
  });

  it("the steward's repository", async () => {
    const shop = await planned(() => {
      new BackupSchedule("shop", { foundation: ground(), configuration: { env: "A=1" }, password: "hunter2-hunter2" });
    });
    expect(formerly(shop, "shop-steward-repository-bucket")).toEqual(["RepositoryBucket"]);
  });
});
