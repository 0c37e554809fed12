import { type PlannedResource, plan, type TestPlan } from "daytwo/testing";
import { Foundation } from "../../../lib/foundation/aws";
import * as aws from "../../../lib/target/aws";

const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop@sha256:0123";
const web = { image, health: "/healthz" };

type Args = aws.DeploymentTargetArgs;

function planned(args: Args): Promise<TestPlan> {
  return plan(
    () => {
      const target = new aws.DeploymentTarget("shop", args);
      return { url: target.url };
    },
    { fixtures: { invokes: { "aws:index/getPartition:getPartition": { partition: "aws" } } } },
  );
}

/** The container definition, which ECS takes as JSON. */
function container(plan: TestPlan, name: string): Record<string, unknown> {
  const { inputs } = plan.one("aws:ecs/taskDefinition:TaskDefinition", name);
  return JSON.parse(String(inputs.containerDefinitions))[0];
}

const rule = "aws:lb/listenerRule:ListenerRule";
const service = "aws:ecs/service:Service";

describe("a service in production", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ services: { web: { ...web, domain: "shop.example.com", scale: { requests: 500 } } } });
  });

  it("stands in private subnets of three zones, each with its own way out", () => {
    const ranges = ["10.0.0.0/19", "10.0.32.0/19", "10.0.64.0/19", "10.0.128.0/19", "10.0.160.0/19", "10.0.192.0/19"];
    const subnets = ["public", "private"].flatMap(kind =>
      ["a", "b", "c"].map(zone => `shop-network-${zone}-${kind}-subnet`),
    );
    expect(subnets.map(name => shop.named(name).inputs.cidrBlock)).toEqual(ranges);
    expect(shop.all("aws:ec2/natGateway:NatGateway")).toHaveLength(3);
    expect(shop.one(service).inputs.networkConfiguration).toMatchObject({ assignPublicIp: false });
  });

  it("waits for the way out before anything that needs it starts", () => {
    const routes = shop.all("aws:ec2/routeTableAssociation:RouteTableAssociation").map(({ urn }) => urn);
    const started = shop.one(service).dependencies;
    expect(started).toEqual(expect.arrayContaining(routes.filter(urn => urn.includes("private"))));
    expect(started).toContain(shop.named("shop-web-egress").urn);
    expect(shop.named("shop-network-a-nat").dependencies).toContain(shop.named("shop-network-internet-gateway").urn);
  });

  it("admits the balancer only", () => {
    const balancer = shop.named("shop-balancer-security-group").urn;
    const ingress = shop.named("shop-web-ingress");
    expect(ingress.inputs).toMatchObject({ fromPort: 8080, toPort: 8080, ipProtocol: "tcp" });
    expect(ingress.inputs).not.toHaveProperty("cidrIpv4");
    expect(ingress.propertyDependencies.referencedSecurityGroupId).toEqual([balancer]);
  });

  it("answers HTTPS with a certificate that is proven by DNS, and redirects HTTP", () => {
    const https = shop.named("shop-https-listener");
    expect(https.inputs).toMatchObject({ port: 443, protocol: "HTTPS" });
    expect(https.propertyDependencies.certificateArn).toContain(
      shop.one("aws:acm/certificateValidation:CertificateValidation").urn,
    );
    expect(shop.named("shop-http-listener").inputs.defaultActions).toEqual([
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ]);
    expect(shop.named("shop-shop.example.com-record").inputs).toMatchObject({ name: "shop.example.com", type: "A" });
    expect(shop.outputs.url).toEqual({ $unknown: true });
  });

  it("has its own path from the balancer, by host", () => {
    expect(shop.one(rule).inputs.conditions).toEqual([
      { hostHeader: { values: ["shop.example.com"] } },
      { pathPattern: { values: ["/*"] } },
    ]);
  });

  it("is brought in blue-green with what ECS needs for that", () => {
    const { inputs, dependencies } = shop.one(service);
    expect(inputs.deploymentConfiguration).toEqual({ strategy: "BLUE_GREEN", bakeTimeInMinutes: "10" });
    expect(inputs.loadBalancers).toMatchObject([
      { containerName: "web", containerPort: 8080, advancedConfiguration: {} },
    ]);
    expect(dependencies).toContain(shop.one(rule).urn);
    const [blue, green] = shop.all("aws:lb/targetGroup:TargetGroup");
    expect([blue, green].map(group => group?.inputs.targetType)).toEqual(["ip", "ip"]);
    expect(shop.named("shop-web-infrastructure-policy").inputs.policyArn).toBe(
      "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
    );
    // The groups keep their port when the service's changes: a new group would not be the one that the rule points to.
    expect([blue, green].map(group => group?.inputs.port)).toEqual([80, 80]);
    expect(shop.named("shop-web-infrastructure-role").inputs.assumeRolePolicy).toContain("ecs.amazonaws.com");
  });

  it("is waited for as long as it bakes, and as it takes to go back", () => {
    expect(shop.one(service).customTimeouts).toMatchObject({ create: "55m", update: "55m" });
  });

  it("leaves the rule's weights to ECS, which moves them at each rollout", () => {
    expect(shop.one(rule).ignoreChanges).toEqual(["actions"]);
  });

  it("comes back by the circuit breaker and by alarms, and waits for a steady state", () => {
    const { inputs, propertyDependencies } = shop.one(service);
    expect(inputs).toMatchObject({
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: { enable: true, rollback: true },
      waitForSteadyState: true,
    });
    const alarms = ["errors", "latency"].map(kind => shop.named(`shop-web-${kind}-alarm`).urn);
    expect(propertyDependencies.alarms).toEqual(expect.arrayContaining(alarms));
  });

  it("judges a rollout over both groups of the pair, on 2 of 3 minutes, and not by a handful of requests", () => {
    const { inputs } = shop.named("shop-web-errors-alarm");
    expect(inputs).toMatchObject({
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: "notBreaching",
      threshold: 1,
    });
    const queries = inputs.metricQueries as { id: string; expression?: string }[];
    expect(queries.find(({ id }) => id === "errors")?.expression).toBe("FILL(e0,0)+FILL(e1,0)");
    expect(queries.find(({ id }) => id === "rate")?.expression).toBe("IF(requests>=10,100*errors/requests,0)");
    expect(queries.length).toBeLessThanOrEqual(10);
  });

  it("drains in 30 seconds, not in ELB's 300", () => {
    for (const { inputs } of shop.all("aws:lb/targetGroup:TargetGroup")) expect(inputs.deregistrationDelay).toBe(30);
  });

  it("scales between min and max, which an update does not undo", () => {
    expect(shop.one("aws:appautoscaling/target:Target").inputs).toMatchObject({ minCapacity: 2, maxCapacity: 8 });
    expect(shop.one(service).ignoreChanges).toEqual(["desiredCount"]);
    const targets = shop.all("aws:appautoscaling/policy:Policy").map(({ name, inputs }) => {
      const tracking = inputs.targetTrackingScalingPolicyConfiguration as { targetValue: number };
      return [name, tracking.targetValue];
    });
    expect(targets).toEqual([
      ["shop-web-scaling-cpu", 70],
      ["shop-web-scaling-memory", 70],
      ["shop-web-scaling-requests", 500],
    ]);
  });

  it("keeps names within what Elastic Load Balancing takes", () => {
    const named = [...shop.all("aws:lb/targetGroup:TargetGroup"), ...shop.all("aws:lb/loadBalancer:LoadBalancer")];
    for (const { name } of named) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(name).toMatch(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/);
    }
  });

  it("counts tasks, which takes Container Insights, and protects its balancer", () => {
    expect(shop.one("aws:ecs/cluster:Cluster").inputs.settings).toEqual([
      { name: "containerInsights", value: "enabled" },
    ]);
    expect(shop.one("aws:lb/loadBalancer:LoadBalancer").inputs.enableDeletionProtection).toBe(true);
  });

  it("may pull its image and write its logs, and no more", () => {
    const { inputs } = shop.named("shop-web-task-definition");
    expect(inputs).toMatchObject({ cpu: "256", memory: "512", networkMode: "awsvpc", skipDestroy: true });
    expect(shop.named("shop-web-execution-policy").inputs.policy).toEqual({ $unknown: true });
  });
});

describe("a service in staging", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({ environment: "staging", services: { web } });
  });

  it("is small and cheap: two zones, no NAT gateway, one instance, a rolling update", () => {
    expect(shop.all("aws:ec2/subnet:Subnet")).toHaveLength(2);
    expect(shop.all("aws:ec2/natGateway:NatGateway")).toHaveLength(0);
    expect(shop.one(service).inputs).toMatchObject({ desiredCount: 1, networkConfiguration: { assignPublicIp: true } });
    expect(shop.one(service).inputs.deploymentConfiguration).toEqual({ strategy: "ROLLING" });
    expect(shop.all("aws:appautoscaling/target:Target")).toHaveLength(0);
    expect(shop.one("aws:lb/loadBalancer:LoadBalancer").inputs.enableDeletionProtection).toBe(false);
  });

  it("can be brought in otherwise later: ECS moves traffic only where the service and its rule know both groups", () => {
    const { inputs, propertyDependencies } = shop.one(rule);
    const groups = shop.all("aws:lb/targetGroup:TargetGroup").map(({ urn }) => urn);
    expect(groups).toHaveLength(2);
    expect(propertyDependencies.actions).toEqual(groups);
    expect(inputs.actions).toMatchObject([{ forward: { targetGroups: [{ weight: 100 }, { weight: 0 }] } }]);
    expect(shop.one(service).propertyDependencies.loadBalancers).toEqual(
      expect.arrayContaining([...groups, shop.one(rule).urn, shop.named("shop-web-infrastructure-role").urn]),
    );
  });

  it("has all its traffic at the first group, whatever ECS did with the rule before", () => {
    expect(shop.one(rule).ignoreChanges).toBeUndefined();
    const [blue] = shop.all("aws:lb/targetGroup:TargetGroup");
    expect(shop.named("shop-web-errors-alarm").dependencies).toContain(blue?.urn);
    expect(shop.named("shop-web-errors-alarm").dependencies).not.toContain(shop.named("shop-web-green").urn);
  });

  it("answers HTTP where no domain is given, and everything else is not found", () => {
    expect(shop.all("aws:lb/listener:Listener")).toHaveLength(1);
    expect(shop.named("shop-http-listener").inputs.defaultActions).toMatchObject([{ type: "fixed-response" }]);
  });
});

describe("secrets", () => {
  it("go to Secrets Manager and reach the container by reference to one version", async () => {
    const shop = await planned({ services: { web: { ...web, secrets: { API_KEY: "hunter2", B: "hunter3" } } } });
    expect(shop.one("aws:secretsmanager/secretVersion:SecretVersion").inputs.secretString).toEqual({ $secret: true });
    expect(JSON.stringify(shop.resources)).not.toMatch(/hunter/);
    const definition = shop.named("shop-web-task-definition");
    expect(definition.propertyDependencies.containerDefinitions).toContain(
      shop.one("aws:secretsmanager/secretVersion:SecretVersion").urn,
    );
  });
});

test("secrets that Secrets Manager has already are read from there, and only they", async () => {
  const arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
  const transform = { task: { logGroup: (args: object) => ({ ...args, name: "shop" }) } };
  const shop = await plan(
    () =>
      new aws.DeploymentTarget("shop", {
        services: { web: { ...web, secrets: { PASSWORD: { stored: `${arn}:password::` } } } },
        transform,
      }),
    { fixtures: { invokes: { "aws:index/getRegion:getRegion": { region: "eu-central-1" } } } },
  );
  expect(shop.all("aws:secretsmanager/secret:Secret")).toEqual([]);
  expect(container(shop, "shop-web-task-definition").secrets).toEqual([
    { name: "PASSWORD", valueFrom: `${arn}:password::` },
  ]);
});

describe("the container definition", () => {
  const known = { region: "eu-central-1" };

  it("has the port, the variables sorted, the log group, and 30 seconds to stop", async () => {
    const shop = await plan(
      () =>
        new aws.DeploymentTarget("shop", {
          services: { web: { ...web, port: 3000, environment: { B: "2", A: "" } } },
          transform: { task: { logGroup: args => ({ ...args, name: "shop" }) } },
        }),
      { fixtures: { invokes: { "aws:index/getRegion:getRegion": known } } },
    );
    expect(container(shop, "shop-web-task-definition")).toMatchObject({
      name: "web",
      image,
      essential: true,
      portMappings: [{ containerPort: 3000, protocol: "tcp" }],
      environment: [
        { name: "A", value: "" },
        { name: "B", value: "2" },
      ],
      stopTimeout: 30,
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-group": "shop", "awslogs-region": "eu-central-1" },
      },
    });
  });
});

describe("workers and jobs", () => {
  let shop: TestPlan;
  beforeAll(async () => {
    shop = await planned({
      workers: { mailer: { image } },
      jobs: { cleanup: { image, schedule: "0 3 * * 1" }, once: { image } },
    });
  });

  it("need no balancer, and nothing comes in to them", () => {
    expect(shop.all("aws:lb/loadBalancer:LoadBalancer")).toHaveLength(0);
    expect(shop.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toHaveLength(0);
  });

  it("a worker is brought in by rolling, with the circuit breaker", () => {
    expect(shop.one(service).inputs).toMatchObject({
      deploymentConfiguration: { strategy: "ROLLING" },
      deploymentCircuitBreaker: { rollback: true },
    });
    expect(shop.one(service).inputs).not.toHaveProperty("loadBalancers");
  });

  it("a job runs by EventBridge's clock in UTC, with the right to run this task alone", () => {
    const schedule = shop.one("aws:scheduler/schedule:Schedule");
    expect(schedule.inputs).toMatchObject({
      scheduleExpression: "cron(0 3 ? * MON *)",
      scheduleExpressionTimezone: "UTC",
    });
    expect(schedule.propertyDependencies.groupName).toContain(
      shop.one("aws:scheduler/scheduleGroup:ScheduleGroup").urn,
    );
    const policy = shop.named("shop-cleanup-scheduler-policy");
    const upstream = policy.propertyDependencies.policy;
    expect(upstream).toContain(shop.named("shop-cleanup-task-definition").urn);
    expect(upstream).not.toContain(shop.named("shop-once-task-definition").urn);
  });
});

describe("a service whose traffic moves in stages", () => {
  const staged = (rollout: NonNullable<NonNullable<Args["services"]>[string]["rollout"]>) =>
    planned({ services: { web: { ...web, rollout } } });

  it.each([
    [
      { strategy: "canary" },
      { strategy: "CANARY", canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" } },
      "65m",
    ],
    [
      { strategy: "canary", canaryPercent: 0.5, canaryBake: "90 seconds", bake: "0 minutes" },
      {
        strategy: "CANARY",
        bakeTimeInMinutes: "0",
        canaryConfiguration: { canaryPercent: 0.5, canaryBakeTimeInMinutes: "2" },
      },
      "47m",
    ],
    [
      { strategy: "linear" },
      { strategy: "LINEAR", linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "6" } },
      "109m",
    ],
    [
      { strategy: "linear", stepPercent: 30, stepBake: "1 hour" },
      {
        strategy: "LINEAR",
        bakeTimeInMinutes: "10",
        linearConfiguration: { stepPercent: 30, stepBakeTimeInMinutes: "60" },
      },
      "235m",
    ],
  ] as const)("%j is told to ECS, and waited for", async (rollout, configuration, longest) => {
    const { inputs, customTimeouts } = (await staged(rollout)).one(service);
    expect(inputs.deploymentConfiguration).toMatchObject(configuration);
    expect(customTimeouts?.update).toBe(longest);
  });

  it("has the second group, the role and the alarms that ECS needs to move it and back", async () => {
    const shop = await staged({ strategy: "canary" });
    expect(shop.all("aws:lb/targetGroup:TargetGroup")).toHaveLength(2);
    expect(shop.one(service).inputs.loadBalancers).toMatchObject([{ advancedConfiguration: {} }]);
    expect(shop.one(service).inputs.alarms).toMatchObject({ enable: true, rollback: true });
    expect(shop.one(rule).ignoreChanges).toEqual(["actions"]);
  });

  it("is judged by the worse of the two versions", async () => {
    const shop = await staged({ strategy: "canary" });
    const { inputs } = shop.named("shop-web-errors-alarm");
    const rate = (id: string) => ({
      id,
      expression: `IF(FILL(r${id.at(1)},0)>=10,100*FILL(e${id.at(1)},0)/FILL(r${id.at(1)},1),0)`,
    });
    expect(inputs.metricQueries).toEqual(
      expect.arrayContaining([
        expect.objectContaining(rate("q0")),
        expect.objectContaining(rate("q1")),
        expect.objectContaining({ id: "rate", expression: "MAX([q0,q1])" }),
      ]),
    );
  });
});

describe("what exists already", () => {
  const listenerArn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/1/2";
  const existing: Args = {
    services: { web: { ...web, domain: "shop.example.com" } },
    vpc: { id: "vpc-0a", publicSubnetIds: ["subnet-1", "subnet-2"], privateSubnetIds: ["subnet-3"] },
    cluster: { arn: "arn:aws:ecs:eu-central-1:123456789012:cluster/main", name: "main" },
    loadBalancer: {
      arnSuffix: "app/main/1",
      dnsName: "main.elb",
      zoneId: "Z1",
      listenerArn,
      securityGroupId: "sg-1",
    },
    hostedZone: "Z0123456789ABC",
  };

  it("is joined, not made again", async () => {
    const shop = await planned(existing);
    for (const type of [
      "aws:ec2/vpc:Vpc",
      "aws:ecs/cluster:Cluster",
      "aws:lb/loadBalancer:LoadBalancer",
      "aws:lb/listener:Listener",
    ])
      expect(shop.all(type)).toEqual([]);
    expect(shop.one(service).inputs).toMatchObject({
      cluster: existing.cluster?.arn,
      networkConfiguration: { subnets: ["subnet-3"] },
    });
    expect(shop.one(rule).inputs.listenerArn).toBe(listenerArn);
    expect(shop.one("aws:lb/listenerCertificate:ListenerCertificate").inputs.listenerArn).toBe(listenerArn);
    expect(shop.named("shop-shop.example.com-record").inputs.zoneId).toBe("Z0123456789ABC");
  });
});

describe("a balancer of which only the listener is told", () => {
  const arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012";
  const joins = { services: { web: { ...web, domain: "shop.example.com" } }, hostedZone: "Z0123456789ABC" };
  const args: Args = { ...joins, loadBalancer: { listenerArn: `${arn}:listener/app/main/1/2` } };
  const answer = { dnsName: "main.elb", zoneId: "Z1", securityGroups: ["sg-1", "sg-2"] };
  const asked: unknown[] = [];

  it("is looked up, and reached through its first security group", async () => {
    const invokes = {
      "aws:lb/getLoadBalancer:getLoadBalancer": (question: object) => {
        asked.push(question);
        return answer;
      },
    };
    const shop = await plan(() => void new aws.DeploymentTarget("shop", args), { fixtures: { invokes } });
    expect(asked).toContainEqual(expect.objectContaining({ arn: `${arn}:loadbalancer/app/main/1` }));
    expect(shop.named("shop-shop.example.com-record").inputs.aliases).toMatchObject([
      { name: "main.elb", zoneId: "Z1" },
    ]);
    expect(shop.named("shop-web-ingress").inputs.referencedSecurityGroupId).toBe("sg-1");
  });

  it("gives rules of two applications priorities of their own, or those that are wanted", async () => {
    const shop = await plan(() => {
      new aws.DeploymentTarget("shop", args);
      const services = { site: { ...web, domain: "blog.example.com" } };
      new aws.DeploymentTarget("blog", { ...args, services });
      const more = { site: { ...web, domain: "shop.example.com", path: "/wiki" } };
      new aws.DeploymentTarget("wiki", { ...args, services: more, rulePriorities: { site: 7 } });
    });
    const given = shop.all(rule).map(({ inputs }) => Number(inputs.priority));
    expect(new Set(given).size).toBe(3);
    expect(shop.named("wiki-site-listener-rule").inputs.priority).toBe(7);
  });
});

describe("the balancer of another target", () => {
  const domain = "shop.example.com";

  it("is joined, and let out to the services of both", async () => {
    const shop = await plan(() => {
      const foundation = new Foundation("acme");
      const first = new aws.DeploymentTarget("shop", { foundation, services: { web: { ...web, domain } } });
      const services = { site: { ...web, domain: "blog.example.com" } };
      new aws.DeploymentTarget("blog", { foundation, loadBalancer: first, services });
    });
    expect(shop.all("aws:lb/loadBalancer:LoadBalancer")).toHaveLength(1);
    const https = shop.named("shop-https-listener").urn;
    for (const name of ["shop-web-listener-rule", "blog-site-listener-rule"])
      expect(shop.named(name).propertyDependencies.listenerArn).toEqual([https]);
    const egress = shop.named("blog-site-balancer-egress").propertyDependencies;
    expect(egress.securityGroupId).toContain(shop.named("shop-balancer-security-group").urn);
    expect(egress.referencedSecurityGroupId).toContain(shop.named("blog-site-security-group").urn);
  });

  it("must be there", async () => {
    const joining = plan(() => {
      const first = new aws.DeploymentTarget("shop", { workers: { mailer: { image } } });
      new aws.DeploymentTarget("blog", { loadBalancer: first, services: { web: { ...web, domain } } });
    });
    await expect(joining).rejects.toThrow(
      "blog: loadBalancer: is a part without a load balancer; write a deployment target of this row that has a service",
    );
  });
});

test("a certificate that is there already is used, and none is asked for", async () => {
  const certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
  const shop = await planned({ services: { web: { ...web, domain: "shop.example.com", certificate } } });
  expect(shop.all("aws:acm/certificate:Certificate")).toEqual([]);
  expect(shop.named("shop-https-listener").inputs.certificateArn).toBe(certificate);
});

describe("several services", () => {
  it("share a balancer; the deeper path goes first", async () => {
    const shop = await planned({
      services: { web: { ...web, domain: "shop.example.com" }, api: { ...web, path: "/api" } },
    });
    expect(shop.all("aws:lb/loadBalancer:LoadBalancer")).toHaveLength(1);
    const [api, site] = ["shop-api-listener-rule", "shop-web-listener-rule"].map(name => shop.named(name).inputs);
    expect(api?.conditions).toEqual([{ pathPattern: { values: ["/api", "/api/*"] } }]);
    expect(Number(api?.priority)).toBeLessThan(Number(site?.priority));
  });
});

test.each([
  ["/", "/healthz", "/healthz"],
  ["/api", "/healthz", "/api"],
  ["/api", "/api/healthz", "/api/healthz"],
  ["/api", "/apis", "/api"],
])("a service under %s with the health check %s is asked from outside at %s", async (path, health, asked) => {
  let watch: aws.DeploymentTarget["watch"] | undefined;
  await plan(() => {
    ({ watch } = new aws.DeploymentTarget("shop", { services: { web: { image, health, path } } }));
  });
  expect(watch?.endpoints.map(endpoint => endpoint.path)).toEqual([asked]);
});

test("a size between two of Fargate's is rounded up, and the plan says so", async () => {
  const shop = await planned({ services: { web: { ...web, cpu: 0.3, memory: "700MiB" } } });
  expect(shop.named("shop-web-task-definition").inputs).toMatchObject({ cpu: "512", memory: "1024" });
  const said = shop.diagnostics.map(({ message }) => message);
  expect(said).toContainEqual(
    "web: 0.3 vCPU and 700MiB rounded up to 0.5 vCPU and 1GiB, the next size that Fargate offers",
  );
});

test("an image that a release recorded comes before the specification's", async () => {
  const released = "ghcr.io/acme/shop@sha256:beef";
  const transform = { task: { logGroup: (args: object) => ({ ...args, name: "shop" }) } };
  const shop = await plan(() => new aws.DeploymentTarget("shop", { services: { web }, transform }), {
    config: { "daytwo:images": JSON.stringify({ web: released }) },
    fixtures: { invokes: { "aws:index/getRegion:getRegion": { region: "eu-central-1" } } },
  });
  expect(container(shop, "shop-web-task-definition").image).toBe(released);
});

test("every child can be reshaped", async () => {
  const shop = await planned({
    services: { web },
    transform: {
      cluster: args => ({ ...args, name: "mine" }),
      service: { service: args => ({ ...args, enableExecuteCommand: true }) },
    },
  });
  expect(shop.one("aws:ecs/cluster:Cluster").inputs.name).toBe("mine");
  expect(shop.one(service).inputs.enableExecuteCommand).toBe(true);
});

describe("what cannot be had exactly is said", () => {
  it.each<[string, aws.DeploymentTargetArgs["environment"], object, string]>([
    [
      "a bake of a rolling update",
      "staging",
      { bake: "5 minutes" },
      'web: ECS works out the bake time of a rolling update by itself; "5 minutes" is not used',
    ],
    [
      "a bake of seconds",
      "production",
      { bake: "90 seconds" },
      'web: a bake time of "90 seconds" is rounded up to 2 minutes',
    ],
  ])("%s", async (_, environment, rollout, said) => {
    const { diagnostics } = await planned({ environment, services: { web: { ...web, rollout } } });
    expect(diagnostics.map(({ message }) => message)).toContain(said);
  });
});

test("a Region with too few zones is told before subnets are made in one zone twice", async () => {
  const twoZones = { "aws:index/getAvailabilityZones:getAvailabilityZones": { names: ["us-west-1a", "us-west-1c"] } };
  const program = () => new aws.DeploymentTarget("shop", { services: { web } });
  await expect(plan(program, { fixtures: { invokes: twoZones } })).rejects.toThrow(
    "vpc: zones: 3 are wanted, and the Region has 2: us-west-1a, us-west-1c; write zones: 2, or choose another Region",
  );
});

test("a maximum under the preset's minimum brings the minimum down", async () => {
  const shop = await planned({ services: { web: { ...web, scale: { max: 1 } } } });
  expect(shop.one(service).inputs.desiredCount).toBe(1);
});

test("nothing is registered when something is wrong", async () => {
  await expect(planned({ services: { web: { ...web, port: 0 } } })).rejects.toThrow(
    "shop: services.web.port: 0 is out of range; write a whole number from 1 to 65535",
  );
});

test("every resource that can have tags has them", async () => {
  const shop = await planned({ environment: "staging", services: { web }, tags: { team: "a" } });
  const expected = {
    "daytwo:application": "shop",
    "daytwo:environment": "staging",
    "daytwo:managed-by": "pulumi",
    team: "a",
  };
  const tagged = shop.resources.filter(({ inputs }: PlannedResource) => "tags" in inputs);
  expect(tagged.length).toBeGreaterThan(15);
  for (const { inputs } of tagged) expect(inputs.tags).toMatchObject(expected);
});
