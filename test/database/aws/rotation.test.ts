import type { RotationConfiguration } from "../../../lib/database/aws/rotation";
import { ROTATION_SCRIPT } from "../../../lib/database/aws/rotationScript";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf";

const CONFIGURATION: RotationConfiguration = {
  secret: SECRET,
  cluster: "acme",
  taskDefinition: "login:1",
  subnets: ["subnet-1"],
  securityGroups: ["sg-1"],
  assignPublicIp: false,
  scheme: "postgres://",
  address: "db.example.com:5432/app?sslmode=require",
  logins: ["app_a", "app_b"],
};

interface Version {
  value: string;
  stages: Set<string>;
}

/** Secrets Manager and ECS as far as the function asks them, with their documented answers. */
class Account {
  readonly versions = new Map<string, Version>();
  readonly restarted: string[] = [];
  /** Who was let in, by the URL that was pending then. */
  readonly admitted: string[] = [];
  exitCode = 0;
  /** What ECS says of a task that it could not start; how often more. */
  refusals = 0;
  refusal = "ResourceInitializationError: unable to pull secrets: AccessDeniedException";
  /** How often more a service is not restarted. */
  stuck = 0;

  at(stage: string): [id: string, version: Version] | undefined {
    return [...this.versions].find(([, { stages }]) => stages.has(stage));
  }

  get current() {
    return JSON.parse(this.at("AWSCURRENT")?.[1].value ?? "{}");
  }

  readonly secrets = {
    describeSecret: async () => ({
      VersionIdsToStages: Object.fromEntries([...this.versions].map(([id, { stages }]) => [id, [...stages]])),
    }),
    getSecretValue: async ({ VersionId, VersionStage }: { VersionId?: string; VersionStage: string }) => {
      const found = this.at(VersionStage);
      if (!found || (VersionId !== undefined && found[0] !== VersionId))
        throw Object.assign(new Error("not there"), { name: "ResourceNotFoundException" });
      return { SecretString: found[1].value };
    },
    putSecretValue: async (put: { ClientRequestToken: string; SecretString: string; VersionStages: string[] }) => {
      // The first version is the current one at once, whatever is asked for.
      const first = this.versions.size === 0 ? ["AWSCURRENT"] : [];
      const stages = new Set([...put.VersionStages, ...first]);
      this.versions.set(put.ClientRequestToken, { value: put.SecretString, stages });
    },
    updateSecretVersionStage: async (move: {
      VersionStage: string;
      MoveToVersionId?: string;
      RemoveFromVersionId?: string;
    }) => {
      const from = this.versions.get(move.RemoveFromVersionId ?? "");
      from?.stages.delete(move.VersionStage);
      this.versions.get(move.MoveToVersionId ?? "")?.stages.add(move.VersionStage);
      if (move.VersionStage !== "AWSCURRENT") return;
      this.at("AWSPREVIOUS")?.[1].stages.delete("AWSPREVIOUS");
      from?.stages.add("AWSPREVIOUS");
    },
  };

  readonly ecs = {
    runTask: async () => {
      this.admitted.push(JSON.parse(this.at("AWSPENDING")?.[1].value ?? "{}").username);
      return { tasks: [{ taskArn: "task" }] };
    },
    describeTasks: async () => {
      const containers = [{ exitCode: this.exitCode }];
      if (this.refusals-- <= 0) return { tasks: [{ lastStatus: "STOPPED", containers }] };
      return { tasks: [{ lastStatus: "STOPPED", containers: [{}], stoppedReason: this.refusal }] };
    },
    listServices: async ({ nextToken }: { nextToken?: string }) =>
      nextToken ? { serviceArns: ["other"] } : { serviceArns: ["web"], nextToken: "2" },
    describeServices: async ({ services }: { services: string[] }) => ({
      services: services.map(name => ({ serviceArn: name, taskDefinition: name })),
    }),
    describeTaskDefinition: async ({ taskDefinition }: { taskDefinition: string }) => ({
      taskDefinition: {
        containerDefinitions: [
          { secrets: [{ valueFrom: taskDefinition === "web" ? `${SECRET}:url::` : "arn:else" }] },
          {},
        ],
      },
    }),
    updateService: async ({ service }: { service: string }) => {
      if (this.stuck-- > 0) throw new Error("Rate exceeded");
      this.restarted.push(service);
    },
  };

  /** The function, with this account behind its SDK. */
  readonly handler = handlerOf(this);

  async rotate(token: string): Promise<void> {
    for (const Step of ["createSecret", "setSecret", "testSecret", "finishSecret"])
      await this.handler({ SecretId: SECRET, ClientRequestToken: token, Step });
  }
}

type Handler = (event: object) => Promise<unknown>;

function handlerOf(account: Account, configuration = CONFIGURATION): Handler {
  const exports: { handler?: Handler } = {};
  const sdk: Record<string, unknown> = {
    "node:crypto": require("node:crypto"),
    "@aws-sdk/client-secrets-manager": {
      SecretsManager: class {
        constructor() {
          Object.assign(this, account.secrets);
        }
      },
    },
    "@aws-sdk/client-ecs": {
      ECS: class {
        constructor() {
          Object.assign(this, account.ecs);
        }
      },
    },
  };
  const environment = { env: { CONFIGURATION: JSON.stringify(configuration), PAUSE_MS: "1" } };
  new Function("require", "exports", "process", ROTATION_SCRIPT)((name: string) => sdk[name], exports, environment);
  if (!exports.handler) throw new Error("there is no handler");
  return exports.handler;
}

describe("the first call", () => {
  it("lets the first login in, and keeps its URL", async () => {
    const account = new Account();
    await account.handler({});
    expect(account.current.url).toMatch(/^postgres:\/\/app_a:[\w-]{32}@db\.example\.com:5432\/app\?sslmode=require$/);
    expect(account.admitted).toEqual(["app_a"]);
    expect(account.at("AWSPENDING")).toBeUndefined();
    expect(account.restarted).toEqual([]);
  });

  it("does nothing when it comes again", async () => {
    const account = new Account();
    await account.handler({});
    const { url } = account.current;
    await account.handler({});
    expect(account.current.url).toBe(url);
    expect(account.admitted).toHaveLength(1);
  });

  it("fails when the login cannot be made, and goes on with the same password when it comes again", async () => {
    const account = new Account();
    account.exitCode = 1;
    await expect(account.handler({})).rejects.toThrow("the login was not made");
    const { url } = account.current;
    account.exitCode = 0;
    await account.handler({});
    expect(account.current.url).toBe(url);
    expect(account.at("AWSPENDING")).toBeUndefined();
  });

  it("waits until its role, and the task's, have their rights everywhere", async () => {
    const account = new Account();
    account.refusals = 3;
    await account.handler({});
    expect(account.current.username).toBe("app_a");
    expect(account.admitted).toHaveLength(4);
  });

  it("waits for nothing else", async () => {
    const account = new Account();
    Object.assign(account, { refusals: 1, refusal: "CannotPullContainerError: ghcr.io: i/o timeout" });
    await expect(account.handler({})).rejects.toThrow("the login was not made: CannotPullContainerError");
    expect(account.admitted).toHaveLength(1);
  });

  it("lets a login in again where another server has taken the place of the first, and restarts what is given it", async () => {
    const account = new Account();
    await account.handler({});
    await handlerOf(account, { ...CONFIGURATION, address: "other.example.com:5432/app" })({});
    expect(account.current.url).toMatch(/@other\.example\.com:5432\/app$/);
    expect(account.restarted).toEqual(["web"]);
  });
});

describe("a rotation", () => {
  it("takes turns, and restarts the services that are given the secret, and no others", async () => {
    const account = new Account();
    await account.handler({});
    await account.rotate("second");
    expect(account.current.username).toBe("app_b");
    expect(account.restarted).toEqual(["web"]);
    await account.rotate("third");
    expect(account.current.username).toBe("app_a");
    expect(account.admitted).toEqual(["app_a", "app_b", "app_a"]);
  });

  it("leaves all as it was when the login cannot be made", async () => {
    const account = new Account();
    await account.handler({});
    const before = account.current;
    account.exitCode = 1;
    await expect(account.rotate("second")).rejects.toThrow("the login was not made");
    expect(account.current).toEqual(before);
    expect(account.restarted).toEqual([]);
  });

  it("makes one password for one token, however often a step is tried", async () => {
    const account = new Account();
    await account.handler({});
    const create = { SecretId: SECRET, ClientRequestToken: "second", Step: "createSecret" };
    await account.handler(create);
    const written = account.at("AWSPENDING")?.[1].value;
    await account.handler(create);
    expect(account.at("AWSPENDING")?.[1].value).toBe(written);
  });

  it("restarts the services when it could not the first time", async () => {
    const account = new Account();
    await account.handler({});
    account.stuck = 1;
    await expect(account.rotate("second")).rejects.toThrow("Rate exceeded");
    await account.rotate("second");
    expect(account.current.username).toBe("app_b");
    expect(account.restarted).toEqual(["web"]);
    expect(account.at("AWSPENDING")).toBeUndefined();
  });
});
