import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_NAME_LIMIT } from "../../common/aws/name";
import { assumableBy } from "../../common/aws/policy";
import { Component, type Transforms } from "../../common/component";
import { type Duration, days } from "../../common/duration";
import { preset, protects } from "../../common/environment";
import { json } from "../../common/json";
import { STEWARD_IMAGE } from "../../steward/image";
import type { LoginSpec } from "../../steward/login";
import type { Variable } from "../../steward/variables";
import type { Place } from "../../target/aws/place";
import { RECOVERY_DAYS } from "../../target/aws/secrets";
import { Task } from "../../target/aws/task";
import type { StoredSecret } from "../../target/spec";
import { rotationArchive } from "./rotation";
import { rotationRights } from "./rotationRights";
import { ADMIN } from "./wanted";

/** Every kind of child that a database's credentials have. */
export interface CredentialsChildren {
  secret: secretsmanager.SecretArgs;
  role: iam.RoleArgs;
  rights: iam.RolePolicyArgs;
  logGroup: cloudwatch.LogGroupArgs;
  function: lambda.FunctionArgs;
  permission: lambda.PermissionArgs;
  first: lambda.InvocationArgs;
  rotation: secretsmanager.SecretRotationArgs;
}

export interface CredentialsArgs {
  engine: "postgres" | "mysql";
  host: pulumi.Input<string>;
  port: number;
  /** Of the database, and of the role that owns it; the logins are named after it. */
  database: string;
  tls: boolean;
  /** The secret of the user who may make logins, which RDS keeps: JSON with "password". */
  adminSecretArn: pulumi.Input<string>;
  keyArn: pulumi.Input<string>;
  rotation: Duration | false;
  /** Where the task runs that makes the logins; the database lets it in. */
  place: Place;
  image: pulumi.Input<string> | undefined;
  logDays: number;
  transform?: Transforms<CredentialsChildren> | undefined;
}

/** Names of the variables that the steward's task gets its secrets as. */
const ADMIN_PASSWORD = "ADMIN_PASSWORD";
const LOGIN_URL = "LOGIN_URL";

/** The URL that the application connects with, in Secrets Manager: the database's password is made there, and renewed. */
export class Credentials extends Component<CredentialsChildren> {
  /** Known once there is a login behind it. */
  readonly url: StoredSecret;
  /** The function that renews it, whose errors mean that it was not. */
  readonly functionName: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: CredentialsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("daytwo:aws:DatabaseCredentials", name, args, opts);
    const { keyArn, place } = args;
    const recoveryWindowInDays = RECOVERY_DAYS[preset(place.environment)];
    const kept = { kmsKeyId: keyArn, recoveryWindowInDays, tags: place.tags };
    // The passwords are nowhere else.
    const secret = this.child("secret", secretsmanager.Secret, kept, { protect: protects(place.environment) });
    const task = this.makeTask(secret);
    const made = this.makeFunction(secret, task);
    const first = this.makeFirst(made);
    if (args.rotation !== false) this.makeRotation(secret, made, first, args.rotation);

    const reference = pulumi.all([secret.arn, first.result]).apply(([arn]) => `${arn}:url::`);
    this.url = { stored: reference, key: keyArn };
    this.functionName = made.name;
    this.registerOutputs({ secretArn: secret.arn });
  }

  /** Inside the network, with the tools of the steward: what no function of ours would have. */
  private makeTask({ arn }: secretsmanager.Secret): Task {
    const { engine, host, port, database, tls, adminSecretArn, keyArn: key, place, image } = this.args;
    const connection = { engine, host, port, user: ADMIN, passwordFile: { $file: ADMIN_PASSWORD }, database, tls };
    const spec: Variable<LoginSpec, pulumi.Input<string>> = {
      database: connection,
      login: { $url: LOGIN_URL },
      owner: database,
    };
    const container = {
      image: image ?? STEWARD_IMAGE,
      command: ["login", json(spec)],
      secrets: {
        [ADMIN_PASSWORD]: { stored: pulumi.interpolate`${adminSecretArn}:password::`, key },
        [LOGIN_URL]: { stored: pulumi.interpolate`${arn}:url:AWSPENDING:`, key },
      },
    };
    return new Task(`${this.name}-login`, { source: "login", container, place }, { parent: this });
  }

  private makeFunction(secret: secretsmanager.Secret, task: Task): lambda.Function {
    const { place, keyArn, logDays } = this.args;
    const { tags } = place;
    const logGroup = this.child("logGroup", cloudwatch.LogGroup, { retentionInDays: logDays, tags });
    const assumeRolePolicy = assumableBy("lambda.amazonaws.com");
    const role = this.child("role", iam.Role, { assumeRolePolicy, tags }, { limit: ROLE_NAME_LIMIT });
    const policy = rotationRights({ secretArn: secret.arn, keyArn, logGroupArn: logGroup.arn, task, place });
    const rights = this.child("rights", iam.RolePolicy, { role: role.id, policy });
    const args = {
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: rotationArchive(),
      role: role.arn,
      // Lambda's most: a task of ECS may take minutes to start.
      timeout: 900,
      environment: { variables: { CONFIGURATION: this.configuration(secret, task) } },
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      tags,
    };
    return this.child("function", lambda.Function, args, { dependsOn: [rights], limit: ROLE_NAME_LIMIT });
  }

  /** What a URL has after user and password. */
  private get address(): pulumi.Output<string> {
    const { engine, host, port, database, tls } = this.args;
    // Clients of MySQL have no common word for it.
    const parameters = tls && engine === "postgres" ? "?sslmode=require" : "";
    return pulumi.interpolate`${host}:${port}/${database}${parameters}`;
  }

  private configuration(secret: secretsmanager.Secret, task: Task): pulumi.Output<string> {
    const { engine, database, place } = this.args;
    const { subnets, securityGroups, assignPublicIp } = task.networkConfiguration;
    return json({
      secret: secret.arn,
      cluster: place.cluster.arn,
      taskDefinition: task.definitionArn,
      subnets,
      securityGroups,
      assignPublicIp,
      scheme: `${engine}://`,
      address: this.address,
      logins: [`${database}_a`, `${database}_b`],
    });
  }

  /**
   * The first login is made before anything is given the secret; the call waits for it, and fails when it cannot be. A server
   * that takes this one's place knows no logins, hence the call is made for each address.
   */
  private makeFirst(made: lambda.Function): lambda.Invocation {
    const triggers = { address: this.address };
    return this.child("first", lambda.Invocation, { functionName: made.name, input: "{}", triggers });
  }

  private makeRotation(
    secret: secretsmanager.Secret,
    made: lambda.Function,
    first: lambda.Invocation,
    every: Duration,
  ): void {
    const permission = this.child("permission", lambda.Permission, {
      action: "lambda:InvokeFunction",
      function: made.name,
      principal: "secretsmanager.amazonaws.com",
      sourceArn: secret.arn,
    });
    const rotationRules = { automaticallyAfterDays: days(every) };
    const args = { secretId: secret.id, rotationLambdaArn: made.arn, rotateImmediately: false, rotationRules };
    this.child("rotation", secretsmanager.SecretRotation, args, { dependsOn: [permission, first] });
  }
}
