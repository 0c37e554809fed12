import type * as pulumi from "@pulumi/pulumi";
import { gitMirrorsOf } from "../../backups/git";
import { mapValues } from "../../common/records";
import type { Place } from "../../target/aws/place";
import { Secrets } from "../../target/aws/secrets";
import { isStored } from "../../target/spec";
import type { Secret, StewardBackupPolicy } from "./args";

/** What of a policy holds secrets. */
type Holder = Pick<StewardBackupPolicy, "git" | "configuration" | "databases"> & { password: Secret };

/**
 * The same, with every value in Secrets Manager: all of them in one secret, since it bills by the secret, and most jobs need
 * the same password. What is stored there already stays where it is.
 */
export function stored(name: string, holder: Holder, place: Place, parent: pulumi.Resource): Holder {
  const values: Record<string, Secret> = {};
  changed(holder, (secret, key) => {
    if (!isStored(secret)) values[key] = secret;
    return secret;
  });
  const kept = new Secrets(name, values, place, { parent });
  const references = new Map(kept.variables.map(({ name: key, valueFrom }) => [key, valueFrom]));
  return changed(holder, (secret, key) => {
    const reference = references.get(key);
    return reference === undefined ? secret : { stored: reference };
  });
}

/** Every secret in another form; `key` tells it from the others. */
function changed(holder: Holder, change: (secret: Secret, key: string) => Secret): Holder {
  const { git, configuration, databases, password } = holder;
  const mirrors = git && gitMirrorsOf(git);
  const { credentials } = mirrors ?? {};
  return {
    ...(mirrors && {
      git: { ...mirrors, ...(credentials !== undefined && { credentials: change(credentials, "git-credentials") }) },
    }),
    ...(configuration && {
      configuration: mapValues(configuration, (file, of) => change(file, `configuration-${of}`)),
    }),
    ...(databases && {
      databases: mapValues(databases, (database, of) => ({ ...database, url: change(database.url, `database-${of}`) })),
    }),
    password: change(password, "password"),
  };
}
