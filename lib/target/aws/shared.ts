import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../common/aws/policy";
import type { ContainerArgs, Secrets } from "../spec";
import type { AwsDeploymentTargetArgs } from "./args";

/** The door of something that stands in the network: each container that may come in gets a rule of its own. */
export interface Admission {
  securityGroupId: pulumi.Input<string>;
  port: number;
}

/** What this row's databases and caches have besides their contracts: how a container gets to them. */
export interface Admitting {
  readonly admission: Admission;
}

/** What this row's file stores have besides their contract: what the containers' own roles may do with them. */
export interface Granting {
  readonly rights: readonly Statement[];
}

/** What other parts give to every container of a target. */
export interface Shared {
  environment: Record<string, pulumi.Input<string>>;
  secrets: Secrets;
  /** By what is reached: "database". */
  admissions: Record<string, Admission>;
  rights: readonly Statement[];
}

/** What the data parts that the target is given are to its containers. */
export function sharedOf({ database, cache, storage }: AwsDeploymentTargetArgs): Shared {
  const doors = Object.entries({ database, cache }).flatMap(([name, part]) =>
    part ? [[name, part.admission] as const] : [],
  );
  return {
    environment: { ...storage?.environment },
    secrets: { ...database?.secrets, ...cache?.secrets, ...storage?.secrets },
    admissions: Object.fromEntries(doors),
    rights: storage?.rights ?? [],
  };
}

/** The container's own secrets, and those of other parts of which it has no variable of its own. */
export function secretsWith({ secrets, environment = {} }: Variables, shared: Shared | undefined): Secrets {
  const given = Object.entries(shared?.secrets ?? {}).filter(([name]) => !Object.hasOwn(environment, name));
  return { ...Object.fromEntries(given), ...secrets };
}

/** The container's own variables, and those of other parts of which it has none, secret or not. */
export function environmentWith(
  { secrets = {}, environment }: Variables,
  shared: Shared | undefined,
): Record<string, pulumi.Input<string>> {
  const given = Object.entries(shared?.environment ?? {}).filter(([name]) => !Object.hasOwn(secrets, name));
  return { ...Object.fromEntries(given), ...environment };
}

type Variables = Pick<ContainerArgs, "secrets" | "environment">;
