import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../../common/aws/arns";
import * as check from "../../common/checks";
import type { Admission } from "../../target/aws/shared";
import type { WatchedCache } from "../../target/aws/watch";
import type { StoredSecret } from "../../target/spec";
import type { AwsCacheArgs, ExistingCache } from "./args";
import { PORT } from "./server";

/** What a cache is to others. */
export interface CacheParts {
  host: pulumi.Output<string>;
  url: StoredSecret;
  admission: Admission;
  watched: WatchedCache;
}

/** A cache that was there already. */
export function existingCache(existing: ExistingCache, { persistent = false }: AwsCacheArgs): CacheParts {
  const { host, port = PORT, secretArn, secretKeyArn, securityGroupId, nodes = [] } = existing;
  return {
    host: pulumi.output(host),
    url: { stored: secretArn, ...(secretKeyArn !== undefined && { key: secretKeyArn }) },
    admission: { securityGroupId, port },
    watched: { nodes, persistent, burstable: false },
  };
}

/** Everything that can be wrong with it. */
export const existingCheck = check.object<ExistingCache>(
  {
    host: check.input(
      check.text(/^[\w.-]+$/, 'write its host name, such as "master.shop.abc.euw1.cache.amazonaws.com"'),
    ),
    port: check.number({ min: 1, max: 65_535 }),
    secretArn: arnOf("secretsmanager", /^secret:[^:]+(?::[^:]*){0,3}$/, "arn:aws:secretsmanager:…:secret:…:url::"),
    secretKeyArn: arnOf("kms", /^key\/[\w-]+$/, "arn:aws:kms:…:key/…"),
    securityGroupId: check.input(check.text(/^sg-[0-9a-f]+$/, 'write its id, "sg-…"')),
    nodes: check.list(check.input(check.text(/^[a-z][a-z0-9-]*$/, 'write the identifiers of its nodes, "shop-001"')), {
      max: 10,
    }),
  },
  { required: ["host", "secretArn", "securityGroupId"] },
);

const OURS = ["existing", "persistent", "foundation", "environment", "application", "tags", "logs"];

/** That nothing is said of a cache that is there which only a new one could have. */
export function checkNothingBeside(args: AwsCacheArgs, told: (property: string, message: string) => void): void {
  for (const [property, value] of Object.entries(args)) {
    if (value !== undefined && !OURS.includes(property))
      told(property, "is a setting of a new cache, and this one is there already; leave it out, or leave out existing");
  }
}
