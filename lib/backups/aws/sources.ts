import * as pulumi from "@pulumi/pulumi";
import type { BackupResource } from "./args";
import { type BackupType, typeIs, typeOfArn, typeOfToken, typesThatAre } from "./types";

/** Something to back up, and its type when that is known before the update. */
export interface Source {
  arn: pulumi.Input<string>;
  type: BackupType | undefined;
}

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
  return sources.filter(({ type }) => type === undefined || typeIs(type, "continuous"));
}
