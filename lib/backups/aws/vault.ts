import * as backup from "@pulumi/aws/backup";
import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";
import { keyArgs } from "../../common/aws/key";
import { Component, type Transforms } from "../../common/component";
import { days } from "../../common/duration";
import { type Environment, protects } from "../../common/environment";
import type { VaultLock } from "./args";

/** Every kind of child that a vault has. */
export interface VaultChildren {
  key: kms.KeyArgs;
  vault: backup.VaultArgs;
  lock: backup.VaultLockConfigurationArgs;
}

export interface VaultArgs {
  /** The Region, when it is not the provider's. */
  region?: string | undefined;
  lock?: VaultLock | undefined;
  /** Days of the shortest retention that the plans have. */
  shortestDays: number;
  environment: Environment;
  tags: Record<string, string>;
  transform?: Transforms<VaultChildren> | undefined;
}

/** A vault with a key of its own, so that the right to use a resource's key gives none to its backups. */
export class Vault extends Component<VaultChildren> {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: VaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("daytwo:aws:BackupVault", name, args, opts);
    const { environment, tags, lock } = args;
    const protect = protects(environment);
    const where = args.region === undefined ? {} : { region: args.region };
    const key = this.child(
      "key",
      kms.Key,
      { ...keyArgs(`Backups of ${name}`, environment, tags), ...where },
      { protect },
    );
    // 50 is the longest name of a vault, of which Pulumi takes 8.
    const vaultArgs = { kmsKeyArn: key.arn, forceDestroy: !protect, tags, ...where };
    const vault = this.child("vault", backup.Vault, vaultArgs, { protect, limit: 42 });
    if (lock) {
      const lockArgs = { backupVaultName: vault.name, ...lockOf(lock, args.shortestDays), ...where };
      this.child("lock", backup.VaultLockConfiguration, lockArgs);
    }

    this.name = vault.name;
    this.arn = vault.arn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }
}

/** A lock without days in which it can be changed is one of governance. */
function lockOf(lock: VaultLock, shortestDays: number): Omit<backup.VaultLockConfigurationArgs, "backupVaultName"> {
  return {
    minRetentionDays: lock.minimum === undefined ? shortestDays : days(lock.minimum),
    ...(lock.maximum !== undefined && { maxRetentionDays: days(lock.maximum) }),
    ...(lock.mode === "compliance" && { changeableForDays: days(lock.changeableFor) }),
  };
}
