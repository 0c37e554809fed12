import { Application, type ApplicationArgs, adopting } from "daytwo";
import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";

const image = "ghcr.io/acme/shop@sha256:0123";
const base: ApplicationArgs<typeof aws> = {
  platform: aws,
  environment: "production",
  service: { image },
  database: {},
  storage: {},
};

const shop = (ids: Record<string, string>): Promise<TestPlan> =>
  plan(() => void new Application("shop", base, adopting(ids)));

describe("resources made by hand", () => {
  const ids = {
    "shop-foundation-network-vpc": "vpc-0abc",
    "shop-foundation-network-a-public-subnet": "subnet-0abc",
    "shop-database-instance": "shop-legacy",
    "shop-storage-bucket": "acme-uploads",
    "shop-load-balancer": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/0123",
  };

  it("are imported by the names that the plan shows, at any depth, and no others are", async () => {
    const { resources } = await shop(ids);
    const imported = resources.filter(({ importId }) => importId !== undefined);
    expect(Object.fromEntries(imported.map(({ name, importId }) => [name, importId]))).toEqual(ids);
  });

  it("have the names that they are imported by, so that they are not replaced for another", async () => {
    const { named, resources } = await shop(ids);
    expect(named("shop-storage-bucket").inputs.bucket).toBe("acme-uploads");
    expect(named("shop-database-instance").inputs.identifier).toBe("shop-legacy");
    expect(named("shop-load-balancer").inputs.name).toBe("shop");
    expect(resources.filter(({ inputs }) => inputs.bucket === "acme-uploads").length).toBeGreaterThan(5);
  });

  it("are watched by those names", async () => {
    const { named } = await shop(ids);
    expect(named("shop-alerts-database-cpu-alarm").inputs).toMatchObject({
      dimensions: { DBInstanceIdentifier: "shop-legacy" },
    });
  });

  it("keep the names and the place that a new one would have", async () => {
    const [imported, made] = await Promise.all([shop(ids), shop({})]);
    expect(imported.resources.map(({ urn }) => urn)).toEqual(made.resources.map(({ urn }) => urn));
    expect(imported.named("shop-database-instance").protect).toBe(true);
  });

  it("may be those of one component alone", async () => {
    const opts = adopting({ "acme-network-vpc": "vpc-0abc" });
    const planned = await plan(() => void new aws.Foundation("acme", {}, opts));
    expect(planned.named("acme-network-vpc").importId).toBe("vpc-0abc");
  });
});

describe("what cannot be imported", () => {
  it("is told when no component makes it", async () => {
    await expect(shop({ "shop-databse-instance": "shop-legacy" })).rejects.toThrow(
      'adopting: shop-databse-instance: is no resource that is made here; write a name that daytwo preview shows, such as "shop-database-instance"',
    );
  });

  it("is told when it is a component", async () => {
    await expect(shop({ "shop-database": "shop-legacy" })).rejects.toThrow(
      'adopting: shop-database: is no resource that is made here; write a name that daytwo preview shows, such as "',
    );
  });

  it.each([null, undefined, 5, ["a"], "a"])("is told when it is no object: %j", ids => {
    expect(() => adopting(ids as unknown as Record<string, string>)).toThrow(
      'adopting: must be an object of ids by name; write { "shop-storage-bucket": "acme-uploads" }',
    );
  });

  it("is told when it has no id", () => {
    expect(() => adopting({ "shop-database-instance": "" })).toThrow(
      'adopting: shop-database-instance: has no id; write the one that the provider imports it by, such as "vpc-0abc"',
    );
  });
});
