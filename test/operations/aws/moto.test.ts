import { AwsOperations } from "../../../lib/operations/aws";
import { type Clients, clientsOf } from "../../../lib/operations/aws/clients";
import { manifest } from "../../support/awsManifest";
import { moto, startMoto } from "../../support/moto";
import { makeStack } from "../../support/motoStack";
import { itNeeds } from "../../support/needs";

const HOUR_AGO = new Date(Date.now() - 3_600_000);

itNeeds([moto], "a whole stack on moto: all that is asked of it, and done to it", async () => {
  const stop = await startMoto();
  const clients = clientsOf("eu-west-1");
  const operations = new AwsOperations(manifest(await makeStack(clients)), { pollMilliseconds: 50 });
  try {
    await asks(operations);
    await maintains(operations, clients);
    await shifts(operations, clients);
    await keeps(operations, clients);
    await restores(operations, clients);
  } finally {
    operations.close();
    clients.close();
    stop();
  }
});

async function asks(operations: AwsOperations): Promise<void> {
  expect(await operations.firingAlarms()).toMatchObject([
    { name: "web-cpu", severity: "warning", subject: "web", summary: "The CPU is busy." },
  ]);
  expect(await operations.errorLines(HOUR_AGO)).toMatchObject([
    { source: "web", level: "error", message: "ERROR: gone" },
  ]);
  expect(await operations.stopReasons(HOUR_AGO)).toEqual([]);
  expect(await operations.requests(HOUR_AGO)).toMatchObject([{ service: "web", requests: 3, serverErrors: 0 }]);
}

async function maintains(operations: AwsOperations, clients: Clients): Promise<void> {
  expect(await operations.maintenance(true)).toEqual(["web: the maintenance page is on now"]);
  expect(await operations.maintenance(true)).toEqual(["web: the maintenance page is on"]);
  const { LoadBalancers = [] } = await clients.elb().describeLoadBalancers({ Names: ["shop"] });
  const { LoadBalancerArn } = LoadBalancers[0] ?? {};
  const { Listeners = [] } = await clients.elb().describeListeners({ LoadBalancerArn });
  const { Rules = [] } = await clients.elb().describeRules({ ListenerArn: Listeners[0]?.ListenerArn });
  const page = Rules.find(({ Priority }) => Priority === "99");
  expect(page?.Actions?.[0]?.FixedResponseConfig).toMatchObject({ StatusCode: "503", ContentType: "text/html" });
  expect(page?.Conditions).toEqual(Rules.find(({ Priority }) => Priority === "100")?.Conditions);
  expect(await operations.maintenance(false)).toEqual(["web: the maintenance page is off now"]);
  expect(await operations.traffic("web")).toMatchObject([
    { group: "blue", percent: 100 },
    { group: "green", percent: 0 },
  ]);
}

async function shifts(operations: AwsOperations, clients: Clients): Promise<void> {
  const { TargetGroups = [] } = await clients.elb().describeTargetGroups({});
  for (const { TargetGroupArn } of TargetGroups)
    await clients.elb().registerTargets({ TargetGroupArn, Targets: [{ Id: "10.0.0.9", Port: 80 }] });
  await operations.shiftTraffic("web", "green", 30);
  expect(await operations.traffic("web")).toEqual([
    { group: "blue", percent: 70, healthy: 1 },
    { group: "green", percent: 30, healthy: 1 },
  ]);
}

async function keeps(operations: AwsOperations, clients: Clients): Promise<void> {
  expect(await operations.backUp(() => {})).toMatchObject([{ job: "snapshot of shop", exitCode: 0 }]);
  const { DBSnapshots = [] } = await clients.rds().describeDBSnapshots({ DBInstanceIdentifier: "shop" });
  expect(DBSnapshots.filter(({ SnapshotType }) => SnapshotType === "manual")).toHaveLength(1);
}

async function restores(operations: AwsOperations, clients: Clients): Promise<void> {
  const source = await databaseNamed(clients, "shop");
  const to = source?.LatestRestorableTime ?? HOUR_AGO;
  const { message } = await operations.restore(to, () => {});
  const [, name = ""] = /is (shop-\d{8}t\d{6}z), at /.exec(message ?? "") ?? [];
  const made = await databaseNamed(clients, name);
  expect(made).toMatchObject({ DBInstanceClass: "db.t4g.micro", Engine: "postgres" });
  expect(made?.VpcSecurityGroups).toEqual(source?.VpcSecurityGroups);
  expect(await operations.restore(to, () => {})).toMatchObject({ exitCode: 0 });
  expect((await clients.rds().describeDBInstances({})).DBInstances).toHaveLength(2);
}

async function databaseNamed(clients: Clients, DBInstanceIdentifier: string) {
  return (await clients.rds().describeDBInstances({ DBInstanceIdentifier })).DBInstances?.[0];
}
