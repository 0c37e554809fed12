import { Application, type ApplicationArgs } from "daytwo";
import * as aws from "daytwo/aws";
import { plan, type TestPlan } from "daytwo/testing";
import { refusal } from "../support/mistakes";

const service = { image: "ghcr.io/acme/shop@sha256:0123" };
const base = { platform: aws, environment: "production", service } as const;

const shop = (args: Partial<ApplicationArgs<typeof aws>> = {}): Promise<TestPlan> =>
  plan(() => void new Application("shop", { ...base, ...args }), { stack: "production" });

const NETWORK = "aws:ec2/vpc:Vpc";
const CLUSTER = "aws:ecs/cluster:Cluster";

describe("an application's foundation", () => {
  it("is told of its network and cluster where the application is", async () => {
    const cluster = { arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/acme", name: "acme" };
    const planned = await shop({ foundation: { vpc: { zones: 2, nat: "single" }, cluster } });
    expect(planned.all("aws:ec2/natGateway:NatGateway")).toHaveLength(1);
    expect(planned.all(CLUSTER)).toEqual([]);
    expect(planned.one("aws:ecs/service:Service").inputs.cluster).toBe(cluster.arn);
  });

  it("can be one that is made already", async () => {
    const planned = await plan(() => {
      const foundation = new aws.Foundation("acme", { environment: "production" });
      new Application("shop", { ...base, foundation });
      new Application("blog", { ...base, foundation });
    });
    expect(planned.all(NETWORK).map(({ name }) => name)).toEqual(["acme-network-vpc"]);
    expect(planned.all(CLUSTER).map(({ name }) => name)).toEqual(["acme-cluster"]);
    expect(planned.one("aws:ecs/service:Service", "blog-web-service").propertyDependencies.cluster).toEqual([
      planned.one(CLUSTER).urn,
    ]);
  });
});

describe("a deployment target", () => {
  it("stands on the foundation that it is given, and else makes network and cluster itself, as before", async () => {
    const services = { web: service };
    const on = await plan(() => {
      const foundation = new aws.Foundation("acme");
      new aws.DeploymentTarget("shop", { foundation, services });
    });
    expect(on.all(NETWORK).map(({ name }) => name)).toEqual(["acme-network-vpc"]);
    const alone = await plan(() => new aws.DeploymentTarget("shop", { services }));
    expect(alone.all(NETWORK).map(({ name }) => name)).toEqual(["shop-network-vpc"]);
    expect(alone.one(CLUSTER).aliases).toEqual([]);
  });
});

describe("what is wrong is said:", () => {
  const reshaped = { network: { vpc: (args: object) => args } };

  it.each<[string, object, string]>([
    [
      "a network of the target's own",
      { target: { vpc: { zones: 2 } } },
      "shop: target.vpc: is the foundation's, on which the target stands; write it under foundation",
    ],
    [
      "a reshaped network of the target's own",
      { target: { transform: reshaped } },
      "shop: target.transform.network: is the foundation's, on which the target stands; write it under foundation",
    ],
    [
      "a foundation that is none",
      { foundation: { zones: 2 } },
      "shop: foundation.zones: is no property; write one of environment, application, tags, vpc, cluster, takesOver, transform",
    ],
    [
      "a range that is none",
      { foundation: { vpc: { cidr: "10.0.0.0/8" } } },
      'shop: foundation.vpc.cidr: "10.0.0.0/8" is no network range; write one from /16 to /24 that starts at its boundary, such as "10.0.0.0/16"',
    ],
  ])("%s", async (_, args, message) => {
    const given = { ...base, ...args } as ApplicationArgs<typeof aws>;
    expect(await refusal(() => new Application("shop", given))).toBe(message);
  });

  it("a network beside a foundation", async () => {
    const program = () => {
      const foundation = new aws.Foundation("acme");
      new aws.DeploymentTarget("shop", { foundation, vpc: { zones: 2 }, services: { web: service } });
    };
    await expect(plan(program)).rejects.toThrow(
      "shop: vpc: is the foundation's, on which the target stands; give it to the foundation, or leave the foundation out",
    );
  });

  it("a foundation of another kind", async () => {
    const program = () => {
      const foundation = new aws.Notifications("acme");
      new Application("shop", { ...base, foundation } as ApplicationArgs);
    };
    await expect(plan(program)).rejects.toThrow(
      "shop: foundation: is no foundation of this row; write new aws.Foundation(…), or leave it out",
    );
  });
});
