import { AuroraCluster } from "../../../images/steward/src/aws/aurora";
import { callRds } from "../../../images/steward/src/aws/rdsCall";
import { judge, restoreCheck } from "../../../images/steward/src/restore/check";
import { moto, startMoto } from "../../support/moto";
import { describeNeeds } from "../../support/needs";
import { sql } from "../data/postgres";
import { Cloud } from "./cloud";
import { withOrders } from "./orders";

const SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:shop";
const CLUSTER = "awsbackup-restore-test-1";

/** RDS with a cluster that AWS Backup restored, as far as it is asked. */
class Aurora {
  readonly calls: string[] = [];
  readonly modified: URLSearchParams[] = [];
  made: URLSearchParams | undefined;
  private describedServer = 0;

  constructor(private readonly setPassword: (password: string) => void = () => {}) {}

  answer(body: string): { status?: number; body: string } {
    const asked = new URLSearchParams(body);
    const action = asked.get("Action") ?? "";
    this.calls.push(action);
    if (action === "DescribeDBClusters") return { body: cluster() };
    if (action === "CreateDBInstance") this.made = asked;
    if (action === "ModifyDBCluster") {
      this.modified.push(asked);
      const password = asked.get("MasterUserPassword");
      if (password) this.setPassword(password);
    }
    if (action === "DescribeDBInstances") return this.server();
    if (action === "DeleteDBInstance") return this.deleted();
    return { body: "<Answer/>" };
  }

  /** It is there at the second look. */
  private server() {
    const status = this.describedServer++ === 0 ? "creating" : "available";
    const endpoint = "<Endpoint><Address>127.0.0.1</Address></Endpoint>";
    return { body: `<DBInstance><DBInstanceStatus>${status}</DBInstanceStatus>${endpoint}</DBInstance>` };
  }

  /** RDS refuses while it is being deleted, and then does not know it any more. */
  private deleted() {
    const times = this.calls.filter(call => call === "DeleteDBInstance").length;
    if (times === 1) return { body: "<Answer/>" };
    const code = times === 2 ? "InvalidDBInstanceState" : "DBInstanceNotFound";
    return { status: 400, body: `<Error><Code>${code}</Code><Message>it is going</Message></Error>` };
  }
}

/** As RDS describes one: its security groups and roles have states as well, which stand before its own. */
function cluster(): string {
  const groups =
    "<VpcSecurityGroups><VpcSecurityGroupMembership><Status>active</Status></VpcSecurityGroupMembership></VpcSecurityGroups>";
  const roles = "<AssociatedRoles><DBClusterRole><Status>PENDING</Status></DBClusterRole></AssociatedRoles>";
  const own = "<Status>available</Status><Endpoint>127.0.0.1</Endpoint><Engine>aurora-postgresql</Engine>";
  return `<DescribeDBClustersResult><DBClusters><DBCluster>${groups}${roles}${own}</DBCluster></DBClusters></DescribeDBClustersResult>`;
}

let cloud: Cloud | undefined;
const before = { ...process.env };
afterEach(async () => {
  process.env = { ...before };
  await cloud?.close();
});

const never = new AbortController().signal;
const told = () =>
  (cloud?.received ?? []).filter(({ line }) => line.startsWith("PUT")).map(({ body }) => JSON.parse(body));

async function ask(aurora: Aurora, database: object, check?: object) {
  const started = await Cloud.answering(({ line, body }) => {
    if (line.startsWith("GET")) return { body: JSON.stringify({ SourceResourceArn: SOURCE }) };
    if (line.startsWith("PUT")) return { status: 204, body: "" };
    return aurora.answer(body);
  });
  cloud = started;
  Object.assign(process.env, started.environment);
  const spec = restoreCheck.spec.parse({
    region: "eu-west-1",
    job: "job-1",
    restored: `arn:aws:rds:eu-west-1:123456789012:cluster:${CLUSTER}`,
    source: SOURCE,
    database: { engine: "postgres", ...database },
    ...(check && { check }),
  });
  return judge(spec, never, { patience: 5_000, pause: 5 });
}

describeNeeds(["postgres", "initdb", "psql"], "a restored cluster", () => {
  const server = withOrders();

  const asking = async (check: object) => {
    const aurora = new Aurora(password =>
      sql(server().connection, `create role checker superuser login password '${password}'`),
    );
    const { port, database } = server().connection;
    const answer = ask(aurora, { port, user: "checker", database }, check);
    await answer.catch(() => undefined);
    sql(server().connection, "drop role checker");
    return { aurora, answer };
  };

  it("gets a server of its own, is asked, and has none again when AWS Backup hears of it", async () => {
    const { aurora, answer } = await asking({ query: "select count(*) from orders", equals: "3" });
    expect((await answer).message).toBe("the restored database lets somebody in; the check: 3");
    expect(Object.fromEntries(aurora.made ?? [])).toMatchObject({
      DBClusterIdentifier: CLUSTER,
      DBInstanceIdentifier: `${CLUSTER}-check`,
      DBInstanceClass: "db.serverless",
      Engine: "aurora-postgresql",
      PubliclyAccessible: "false",
    });
    expect(aurora.modified[0]?.get("ServerlessV2ScalingConfiguration.MaxCapacity")).toBe("4");
    expect(told()).toEqual([expect.objectContaining({ ValidationStatus: "SUCCESSFUL" })]);
    const order = (cloud?.received ?? []).map(({ line, body }) =>
      line.startsWith("PUT") ? "told" : (new URLSearchParams(body).get("Action") ?? ""),
    );
    expect(order.indexOf("told")).toBeGreaterThan(order.lastIndexOf("DeleteDBInstance"));
    expect(order.filter(action => action === "DeleteDBInstance")).toHaveLength(3);
  });

  it("has none again when it answers wrongly, either", async () => {
    const { aurora, answer } = await asking({ query: "select count(*) from orders", atLeast: 10 });
    await expect(answer).rejects.toThrow("and not at least 10");
    expect(aurora.calls).toContain("DeleteDBInstance");
    expect(told()).toEqual([expect.objectContaining({ ValidationStatus: "FAILED" })]);
  });
});

describeNeeds([moto], "by the words of RDS's own API", () => {
  it("a cluster gets a server and a password, and the server goes again", async () => {
    const stop = await startMoto();
    const call = (action: string, parameters: Record<string, string>) =>
      callRds("eu-west-1", action, parameters, never);
    try {
      const login = { MasterUsername: "daytwo", MasterUserPassword: "made-up-before" };
      await call("CreateDBCluster", { DBClusterIdentifier: CLUSTER, Engine: "aurora-postgresql", ...login });
      const restored = new AuroraCluster("eu-west-1", CLUSTER, { patience: 20_000, pause: 50 }, never);
      await restored.open();
      expect(await call("DescribeDBInstances", {})).toContain("<DBInstanceClass>db.serverless</DBInstanceClass>");
      await restored.setPassword("made-up-after");
      expect(await restored.host()).toMatch(/^awsbackup-restore-test-1\.cluster-/);
      await restored.close();
      expect(await call("DescribeDBInstances", {})).toContain("<DBInstances/>");
    } finally {
      stop();
    }
  });
});

test("one that cannot even be looked at has no server to take away, and says what is wrong", async () => {
  const refused = Object.assign(new Aurora(), {
    answer: () => ({ status: 403, body: "<Error><Code>AccessDenied</Code><Message>no</Message></Error>" }),
  });
  await expect(ask(refused, { port: 1, user: "daytwo", database: "app" })).rejects.toThrow("AccessDenied: no");
  const asked = (cloud?.received ?? []).map(({ body }) => new URLSearchParams(body).get("Action"));
  expect(asked).not.toContain("DeleteDBInstance");
});

test("of something else than a database it is said", async () => {
  const started = await Cloud.answering(({ line }) =>
    line.startsWith("GET") ? { body: "{}" } : { status: 204, body: "" },
  );
  cloud = started;
  Object.assign(process.env, started.environment);
  const spec = restoreCheck.spec.parse({
    region: "eu-west-1",
    job: "job-1",
    restored: "arn:aws:s3:::shop",
    source: SOURCE,
    database: { engine: "postgres", port: 1, user: "daytwo", database: "app" },
  });
  await expect(judge(spec, never, { patience: 0, pause: 1 })).rejects.toThrow(
    "arn:aws:s3:::shop: is no database of RDS",
  );
  expect(told()).toEqual([expect.objectContaining({ ValidationStatus: "FAILED" })]);
});
