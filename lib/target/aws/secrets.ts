import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../common/component";
import { preset } from "../../common/environment";
import { json } from "../../common/json";
import { isStored, type Secrets as SecretsArgs } from "../spec";
import type { Place } from "./place";

/** Every kind of child that a container's secrets have. */
export interface SecretsChildren {
  secret: secretsmanager.SecretArgs;
  secretVersion: secretsmanager.SecretVersionArgs;
}

/** A container's variable, by reference to where its value is kept. */
interface SecretVariable {
  name: string;
  valueFrom: pulumi.Input<string>;
}

/** How long a deleted secret can be brought back: Secrets Manager's longest and shortest time. */
export const RECOVERY_DAYS = { staging: 7, production: 30 };

/**
 * A container's secrets in Secrets Manager: all values in one secret, since it bills by the secret, and those that are
 * stored there already by reference.
 */
export class Secrets extends Component<SecretsChildren> {
  readonly variables: SecretVariable[];
  /** The secrets that the execution role must be able to read, by ARN. */
  readonly arns: pulumi.Output<string>[];
  /** The keys that it must be able to decrypt with, by ARN, besides Secrets Manager's own. */
  readonly keys: pulumi.Input<string>[];

  constructor(name: string, secrets: SecretsArgs, place: Place, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:Secrets", name, { transform: place.transform?.secrets }, opts);
    const entries = Object.entries(secrets).sort(([a], [b]) => a.localeCompare(b));
    const stored = entries.flatMap(([key, secret]) =>
      isStored(secret) ? [{ name: key, valueFrom: pulumi.output(secret.stored) }] : [],
    );
    const values = Object.fromEntries(entries.flatMap(([key, secret]) => (isStored(secret) ? [] : [[key, secret]])));
    const version = Object.keys(values).length > 0 ? this.makeSecret(values, place) : undefined;

    this.variables = [...(version ? references(Object.keys(values), version) : []), ...stored];
    this.arns = [...(version ? [version.secretId] : []), ...stored.map(({ valueFrom }) => valueFrom.apply(secretArn))];
    this.keys = entries.flatMap(([, secret]) => (isStored(secret) && secret.key !== undefined ? [secret.key] : []));
    this.registerOutputs({});
  }

  private makeSecret(
    values: Record<string, pulumi.Input<string>>,
    { environment, tags }: Place,
  ): secretsmanager.SecretVersion {
    const recoveryWindowInDays = RECOVERY_DAYS[preset(environment)];
    const secret = this.child("secret", secretsmanager.Secret, { recoveryWindowInDays, tags });
    const secretString = pulumi.secret(json(values));
    return this.child("secretVersion", secretsmanager.SecretVersion, { secretId: secret.arn, secretString });
  }
}

/**
 * References to one key each of a secret, in this very version: a changed value makes a new task definition and so a
 * rollout, and a rollback starts with the values that the old version knew.
 */
function references(names: string[], { arn, versionId }: secretsmanager.SecretVersion): SecretVariable[] {
  return names.map(name => ({ name, valueFrom: pulumi.interpolate`${arn}:${name}::${versionId}` }));
}

/** A reference may go on after the secret's ARN with a key, a stage and a version; rights are given on the secret. */
function secretArn(reference: string): string {
  return reference.split(":").slice(0, 7).join(":");
}
