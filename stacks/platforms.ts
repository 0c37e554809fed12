import * as pulumi from "@pulumi/pulumi";
import type { ApplicationArgs, Platform } from "daytwo";

/** A row, and what the sample says to it alone. */
export interface Row {
  platform: Platform;
  /** What one platform must be told and others have no use for, in the words of that platform. */
  own: object;
}

type Own<P extends Platform> = Partial<ApplicationArgs<P>>;

/** The rows, each loaded only when the configuration names it: a row loads its cloud's SDK. */
export const rows: Record<string, () => Promise<Row>> = {
  aws: async () => ({ platform: await import("daytwo/aws"), own: onAws() }),
  docker: async () => ({ platform: await import("daytwo/docker"), own: onDocker() }),
};

/** A database and a bucket; AWS Backup backs up both. */
function onAws(): Own<typeof import("daytwo/aws")> {
  return { database: {}, storage: {} };
}

/** A host of one's own has no mail service, and nobody else keeps the key to its backups. */
function onDocker(): Own<typeof import("daytwo/docker")> {
  const smtp = { host: "mail.example.com", from: "shop@example.com" };
  const password = new pulumi.Config().requireSecret("backupPassword");
  return { database: {}, notifications: { smtp }, backups: { password } };
}
