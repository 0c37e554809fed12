import * as pulumi from "@pulumi/pulumi";
import type { BackupResource, BackupScheduleArgs } from "./args";
import { recoveryIn } from "./recovery";
import { type BackupType, typeIs, typeOfArn, typeOfToken, typesThatAre } from "./types";

/** Something to back up, and its type when that is known before the update. */
export interface Source {
  arn: pulumi.Input<string>;
  type: BackupType | undefined;
  /** Whether AWS Backup is to keep it restorable to any second, where it can. @default true */
  continuous?: boolean;
  /** Whether it is a bucket that is known to have versions. */
  versioned?: boolean | undefined;
  /** Where restore tests put it. @default - where AWS Backup infers */
  overrides?: Record<string, pulumi.Input<string>> | undefined;
}

/** All that is to be backed up: what is named, and the parts of this row that are given. */
export function allSources({ resources = [], database, storage }: Backed): Source[] {
  const parts = [database, storage].flatMap(part => recoveryIn(part) ?? []);
  return [...sourcesOf(resources), ...parts.map(({ asked: _, ...source }) => source)];
}

type Backed = Pick<BackupScheduleArgs, "resources" | "database" | "storage">;

/** Reads the types of what is to be backed up. */
export function sourcesOf(resources: readonly BackupResource[]): Source[] {
  return resources.map(resource => {
    if (typeof resource === "string") return { arn: resource, type: typeOfArn(resource) };
    if (pulumi.Output.isInstance(resource) || resource instanceof Promise) return { arn: resource, type: undefined };
    const { arn, resourceType } = resource;
    return {
      arn,
      type: resourceType ?? typeOfResource(resource) ?? (typeof arn === "string" ? typeOfArn(arn) : undefined),
    };
  });
}

/** The type of one of Pulumi's own resources. */
export function typeOfResource(resource: object): BackupType | undefined {
  const token = "__pulumiType" in resource ? resource.__pulumiType : undefined;
  return typeof token === "string" ? typeOfToken(token) : undefined;
}

/** The types that are or, of sources whose type shows only later, may be among the sources. */
export function possibleTypes(
  sources: readonly Source[],
  quality: "continuous" | "restorable" | "shared",
): BackupType[] {
  if (sources.some(({ type }) => type === undefined)) return typesThatAre(quality);
  const known = new Set(sources.flatMap(({ type }) => (type && typeIs(type, quality) ? [type] : [])));
  return [...known];
}

/** Sources that AWS Backup can keep restorable to any second. Of one whose type shows only later it would keep snapshots. */
export function continuousSources(sources: readonly Source[]): Source[] {
  return sources.filter(
    ({ type, continuous = true }) => continuous && (type === undefined || typeIs(type, "continuous")),
  );
}
