import { Application, type ApplicationArgs } from "daytwo";
import * as aws from "daytwo/aws";
import { plan } from "daytwo/testing";

const base = { platform: aws, environment: "production", service: { image: "shop" } } as const;

async function jobs(args: Partial<ApplicationArgs<typeof aws>>): Promise<string[]> {
  const shop = await plan(() => void new Application("shop", { ...base, ...args }));
  return shop.all("daytwo:aws:Job").map(({ name }) => name);
}

describe("an application on AWS has the steward's jobs:", () => {
  it("the daily summary, as soon as somebody is told daily", async () => {
    expect(await jobs({ notify: { daily: ["owners@example.com"] } })).toEqual(["shop-alerts-steward-summary"]);
    expect(await jobs({ notify: { warning: ["team@example.com"] } })).toEqual([]);
  });

  it("what backups are asked for besides those of AWS Backup", async () => {
    const backups = { git: ["https://github.com/acme/shop"], configuration: { env: "A=1" }, password: "hunter2" };
    const found = (await jobs({ backups })).map(name => name.replace("shop-backups-steward-", ""));
    expect(found.sort()).toEqual(["configuration", "git-mirror", "overdue", "purge", "verify"]);
  });
});
