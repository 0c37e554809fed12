import { judge, restoreCheck } from "../../../images/steward/src/restore/check";
import { describeNeeds } from "../../support/needs";
import { sql } from "../data/postgres";
import { Cloud } from "./cloud";
import { withOrders } from "./orders";

const SOURCE = "arn:aws:rds:eu-west-1:123456789012:db:shop";
const RESTORED = "arn:aws:rds:eu-west-1:123456789012:db:awsbackup-restore-test-1";
const NOBODY = { port: 1, user: "postgres", database: "app" };

let cloud: Cloud;
const before = { ...process.env };
afterEach(async () => {
  process.env = { ...before };
  await cloud.close();
});

interface Restored {
  source?: string;
  /** What RDS says of it, one answer after the other; the last one again and again. */
  states?: string[];
  setPassword?: (password: string) => void;
}

/** AWS, where a backup of this source was restored. */
async function restored({ source = SOURCE, states = ["available"], setPassword = () => {} }: Restored): Promise<void> {
  const left = [...states];
  cloud = await Cloud.answering(({ line, body }) => {
    if (line === "GET /restore-jobs/job-1") return { body: JSON.stringify({ SourceResourceArn: source }) };
    if (line.startsWith("PUT")) return { status: 204, body: "" };
    const asked = new URLSearchParams(body);
    if (asked.get("Action") === "ModifyDBInstance") {
      setPassword(asked.get("MasterUserPassword") ?? "");
      return { body: "<ModifyDBInstanceResponse/>" };
    }
    const [state] = left.length > 1 ? left.splice(0, 1) : left;
    return { body: instance(state ?? "") };
  });
  Object.assign(process.env, cloud.environment);
}

/** As RDS describes one (Amazon RDS API reference, "DescribeDBInstances"). */
function instance(state: string): string {
  const [status, pending] = state.split(",");
  const changes = pending ? "<MasterUserPassword>****</MasterUserPassword>" : "";
  return `<DBInstance><DBInstanceStatus>${status}</DBInstanceStatus><Endpoint><Port>5432</Port><Address>127.0.0.1</Address></Endpoint><PendingModifiedValues>${changes}</PendingModifiedValues></DBInstance>`;
}

const asking = (more: object) =>
  restoreCheck.spec.parse({
    region: "eu-west-1",
    job: "job-1",
    restored: RESTORED,
    source: SOURCE,
    database: { engine: "postgres", ...NOBODY },
    ...more,
  });
const never = new AbortController().signal;
const told = () => cloud.received.filter(({ line }) => line.startsWith("PUT"));

test("what was restored of another database is left alone, and nothing is said of it", async () => {
  await restored({ source: "arn:aws:rds:eu-west-1:123456789012:db:other" });
  await judge(asking({}), never, { patience: 0, pause: 1 });
  expect(cloud.received.map(({ line }) => line)).toEqual(["GET /restore-jobs/job-1"]);
});

test("a database that nobody gets into is told to AWS Backup, and fails the job", async () => {
  await restored({});
  await expect(judge(asking({}), never, { patience: 0, pause: 1 })).rejects.toThrow();
  expect(told().map(({ line }) => line)).toEqual(["PUT /restore-jobs/job-1/validations"]);
  expect(JSON.parse(told()[0]?.body ?? "")).toMatchObject({ ValidationStatus: "FAILED" });
});

test("one that does not become available is told too", async () => {
  await restored({ states: ["creating"] });
  await expect(judge(asking({}), never, { patience: 0, pause: 1 })).rejects.toThrow(
    "awsbackup-restore-test-1: is creating for too long; see it in RDS's console",
  );
  expect(told()).toHaveLength(1);
});

describeNeeds(["postgres", "initdb", "psql"], "a restored database", () => {
  const server = withOrders();

  /** It lets in the password that RDS was told, a while after. */
  const ask = async (check: object) => {
    const { port, database } = server().connection;
    const passwords: string[] = [];
    await restored({
      states: ["creating", "available", "available,pending", "available"],
      setPassword: password => {
        passwords.push(password);
        sql(server().connection, `create role checker superuser login password '${password}'`);
      },
    });
    const spec = asking({ check, database: { engine: "postgres", port, user: "checker", database } });
    try {
      return await judge(spec, never, { patience: 20_000, pause: 20 });
    } finally {
      sql(server().connection, "drop role checker");
      for (const { line, body } of cloud.received) {
        const isSet = body.includes("ModifyDBInstance");
        if (!isSet) expect([line, body.includes(passwords[0] ?? "-")]).toEqual([line, false]);
      }
    }
  };

  it("is asked, and AWS Backup gets its answer", async () => {
    const { message } = await ask({ query: "select count(*) from orders", equals: "3" });
    expect(message).toBe("the restored database lets somebody in; the check: 3");
    expect(JSON.parse(told()[0]?.body ?? "")).toEqual({
      ValidationStatus: "SUCCESSFUL",
      ValidationStatusMessage: message,
    });
  });

  it("that answers wrongly fails, in words", async () => {
    await expect(ask({ query: "select count(*) from orders", atLeast: 10 })).rejects.toThrow("and not at least 10");
    expect(JSON.parse(told()[0]?.body ?? "")).toMatchObject({ ValidationStatus: "FAILED" });
  });
});
