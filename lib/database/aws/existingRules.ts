import { arnOf } from "../../common/aws/arns";
import * as check from "../../common/checks";
import type { ExistingDatabase } from "./args";

const IDENTIFIER = /^(?=.{1,63}$)[a-z](?:-?[a-z0-9])*$/;

/** Everything that can be wrong with a database that is there already. */
export const existingCheck = check.object<ExistingDatabase>(
  {
    identifier: check.text(
      IDENTIFIER,
      "write its identifier: at most 63 lower-case letters, digits and single hyphens",
    ),
    aurora: check.flag,
    host: check.input(check.text(/^[\w.-]+$/, 'write its host name, such as "shop.abc.eu-west-1.rds.amazonaws.com"')),
    port: check.number({ min: 1, max: 65_535 }),
    secretArn: arnOf("secretsmanager", /^secret:[^:]+(?::[^:]*){0,3}$/, "arn:aws:secretsmanager:…:secret:…:url::"),
    secretKeyArn: arnOf("kms", /^key\/[\w-]+$/, "arn:aws:kms:…:key/…"),
    securityGroupId: check.input(check.text(/^sg-[0-9a-f]+$/, 'write its id, "sg-…"')),
    connections: check.number({ min: 1, max: 1_000_000 }),
    storage: check.size("1GiB", "128TiB"),
  },
  { required: ["identifier", "host", "secretArn", "securityGroupId"] },
);
