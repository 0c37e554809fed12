import type { AwsDetails } from "../../../lib/operations/aws/details";
import { failure, operationsOn } from "../../support/awsOperations";
import { type Answer, AwsServer, type Fault, Refusal } from "../../support/awsServer";

const TO = new Date("2026-01-31T12:00:00Z");
const NEW = "shop-20260131t120000z";
const at = (kind: "instance" | "cluster"): Partial<AwsDetails> => ({
  database: { kind, identifier: "shop", arn: "arn:aws:rds:eu-west-1:123456789012:db:shop" },
});

const SOURCE = `<DBInstanceIdentifier>shop</DBInstanceIdentifier><DBInstanceClass>db.m7g.large</DBInstanceClass>
  <MultiAZ>true</MultiAZ><DeletionProtection>true</DeletionProtection><BackupRetentionPeriod>14</BackupRetentionPeriod>
  <LatestRestorableTime>2026-02-01T00:00:00Z</LatestRestorableTime>
  <DBSubnetGroup><DBSubnetGroupName>shop-private</DBSubnetGroupName></DBSubnetGroup>
  <DBParameterGroups><DBParameterGroup><DBParameterGroupName>shop-pg16</DBParameterGroupName></DBParameterGroup></DBParameterGroups>
  <OptionGroupMemberships><OptionGroupMembership><OptionGroupName>default:postgres-16</OptionGroupName></OptionGroupMembership></OptionGroupMemberships>
  <VpcSecurityGroups><VpcSecurityGroupMembership><VpcSecurityGroupId>sg-9</VpcSecurityGroupId></VpcSecurityGroupMembership></VpcSecurityGroups>
  <MasterUserSecret><SecretArn>arn:old</SecretArn></MasterUserSecret>
  <TagList><Tag><Key>team</Key><Value>a</Value></Tag><Tag><Key>aws:cloudformation:x</Key><Value>b</Value></Tag></TagList>`;

/** RDS with an instance, and with what is made beside it, which serves at the second look. */
function rds(more: Record<string, Answer> = {}) {
  const made = new Map<unknown, number>();
  const asked: Record<string, unknown>[] = [];
  const server = new AwsServer({
    DescribeDBInstances: ({ DBInstanceIdentifier: name }) => {
      const looks = made.get(name);
      if (name === "shop") return `<DBInstances><DBInstance>${SOURCE}</DBInstance></DBInstances>`;
      if (looks === undefined) throw new Refusal("DBInstanceNotFound", "not found");
      made.set(name, looks + 1);
      const status = looks > 0 ? "available" : "creating";
      const address = `<Endpoint><Address>${name}.rds</Address><Port>5432</Port></Endpoint><MasterUserSecret><SecretArn>arn:new</SecretArn></MasterUserSecret>`;
      return `<DBInstances><DBInstance><DBInstanceStatus>${status}</DBInstanceStatus>${address}</DBInstance></DBInstances>`;
    },
    DescribeDBInstanceAutomatedBackups: () =>
      "<DBInstanceAutomatedBackups><DBInstanceAutomatedBackup><RestoreWindow><EarliestTime>2026-01-18T00:00:00Z</EarliestTime></RestoreWindow></DBInstanceAutomatedBackup></DBInstanceAutomatedBackups>",
    RestoreDBInstanceToPointInTime: input => {
      asked.push(input);
      if (made.has(input.TargetDBInstanceIdentifier)) throw new Refusal("DBInstanceAlreadyExists", "exists");
      made.set(input.TargetDBInstanceIdentifier, 0);
      return "";
    },
    ...more,
  });
  return { server, made, asked };
}

test("makes a new instance with the settings of the one that serves, and says where it is", async () => {
  const { server, asked } = rds();
  const run = await (await operationsOn(server, at("instance"))).restore(TO, () => {});
  expect(run).toMatchObject({
    job: "restore",
    exitCode: 0,
    message: `the database as it was at 2026-01-31T12:00:00.000Z is ${NEW}, at ${NEW}.rds:5432, with the password in arn:new; shop serves on. docs/aws-operations.md says how to move to it`,
  });
  expect(asked[0]).toMatchObject({
    SourceDBInstanceIdentifier: "shop",
    TargetDBInstanceIdentifier: NEW,
    RestoreTime: "2026-01-31T12:00:00Z",
    DBInstanceClass: "db.m7g.large",
    MultiAZ: "true",
    DeletionProtection: "true",
    BackupRetentionPeriod: "14",
    DBSubnetGroupName: "shop-private",
    DBParameterGroupName: "shop-pg16",
    "VpcSecurityGroupIds.VpcSecurityGroupId.1": "sg-9",
    ManageMasterUserPassword: "true",
    "Tags.Tag.1.Key": "team",
    "Tags.Tag.2.Key": "daytwo:stack",
    "Tags.Tag.3.Value": "2026-01-31T12:00:00.000Z",
  });
  expect(asked[0]).not.toHaveProperty("OptionGroupName");
});

test.each<[fault: Fault]>([["lost"], ["reset"], ["broken"]])("makes it once when the answer is %s", async fault => {
  const { server, made } = rds();
  server.faults = [undefined, undefined, undefined, fault];
  await (await operationsOn(server, at("instance"))).restore(TO, () => {});
  expect([...made.keys()]).toEqual([NEW]);
});

test("waits again for what an interruption left", async () => {
  const { server, made, asked } = rds();
  const interruption = new AbortController();
  const interrupted = await operationsOn(server, at("instance"), { signal: interruption.signal });
  const said = await failure(interrupted.restore(TO, () => interruption.abort()));
  expect(said).toBe(`interrupted: RDS goes on with ${NEW}; the same command waits for it again`);
  const again = rds();
  again.made.set(NEW, made.get(NEW) ?? 0);
  expect(await (await operationsOn(again.server, at("instance"))).restore(TO, () => {})).toMatchObject({ exitCode: 0 });
  expect([asked.length, again.asked.length]).toEqual([1, 0]);
});

test.each([
  ["2026-01-17T00:00:00Z", "before the oldest backup"],
  ["2026-02-01T00:00:01Z", "after the newest"],
])("refuses %s, %s, in one line", async moment => {
  const { server, asked } = rds();
  const said = await failure((await operationsOn(server, at("instance"))).restore(new Date(moment), () => {}));
  expect(said).toBe(
    "shop: can be brought back to a moment from 2026-01-18T00:00:00.000Z up to 2026-02-01T00:00:00.000Z; write one of those with --to",
  );
  expect(asked).toEqual([]);
});

test("makes a cluster with a writer, as the one that serves has it", async () => {
  const source = `<DBClusterIdentifier>shop</DBClusterIdentifier><Engine>aurora-postgresql</Engine>
    <EarliestRestorableTime>2026-01-18T00:00:00Z</EarliestRestorableTime><LatestRestorableTime>2026-02-01T00:00:00Z</LatestRestorableTime>
    <MasterUserSecret><SecretArn>arn:old</SecretArn><KmsKeyId>arn:key</KmsKeyId></MasterUserSecret>
    <ServerlessV2ScalingConfiguration><MinCapacity>0.5</MinCapacity><MaxCapacity>4</MaxCapacity></ServerlessV2ScalingConfiguration>
    <DBClusterMembers><DBClusterMember><DBInstanceIdentifier>shop</DBInstanceIdentifier><IsClusterWriter>true</IsClusterWriter></DBClusterMember></DBClusterMembers>`;
  const clusters = new Set<unknown>();
  let kept = "";
  const asked: Record<string, unknown>[] = [];
  const { server, made } = rds({
    DescribeDBClusters: ({ DBClusterIdentifier: name }) => {
      if (name === "shop") return `<DBClusters><DBCluster>${source}</DBCluster></DBClusters>`;
      if (!clusters.has(name)) throw new Refusal("DBClusterNotFoundFault", "not found");
      return `<DBClusters><DBCluster><Status>available</Status><Endpoint>${name}.cluster</Endpoint><Port>5432</Port>${kept}</DBCluster></DBClusters>`;
    },
    RestoreDBClusterToPointInTime: input => {
      clusters.add(input.DBClusterIdentifier);
      asked.push(input);
      return "";
    },
    CreateDBInstance: input => {
      made.set(input.DBInstanceIdentifier, 0);
      asked.push(input);
      return "";
    },
    ModifyDBCluster: input => {
      kept = "<MasterUserSecret><SecretArn>arn:new</SecretArn></MasterUserSecret>";
      asked.push(input);
      return "";
    },
  });
  const run = await (await operationsOn(server, at("cluster"))).restore(TO, () => {});
  expect(run.message).toContain(`is ${NEW}, at ${NEW}.cluster:5432, with the password in arn:new; shop serves on`);
  expect(asked).toMatchObject([
    { DBClusterIdentifier: NEW, "ServerlessV2ScalingConfiguration.MaxCapacity": "4" },
    { DBInstanceIdentifier: `${NEW}-1`, DBClusterIdentifier: NEW, DBInstanceClass: "db.m7g.large" },
    { DBClusterIdentifier: NEW, ManageMasterUserPassword: "true", MasterUserSecretKmsKeyId: "arn:key" },
  ]);
});

test("says when there is no database", async () => {
  expect(await failure((await operationsOn(new AwsServer({}))).restore(TO, () => {}))).toBe(
    "restore: the stack has no database; write database in its program",
  );
});
