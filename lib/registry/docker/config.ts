import * as pulumi from "@pulumi/pulumi";
import type { FillSpec } from "../../steward/fill";
import type { RegistryArgs } from "./args";

/** Where the registry's configuration, its users and its certificate lie in its container. */
export const CONFIG = "/etc/daytwo";
export const PASSWORD = "password";
export const USERNAME = "daytwo";
const USERS = "htpasswd";
const CERTIFICATE = "certificate.pem";
const KEY = "key.pem";
const PASSWORD_LENGTH = 40;

/** Everything that the registry reads when it starts. */
export function configFiles(
  { username = USERNAME, password, tls }: RegistryArgs,
  listen: string,
): pulumi.Output<FillSpec["files"]> {
  return pulumi
    .all([username, password, tls?.certificate, tls?.key])
    .apply(([user, given, certificate, key]): FillSpec["files"] => ({
      [PASSWORD]: { mode: "0400", ...(given === undefined ? { generate: PASSWORD_LENGTH } : { content: given }) },
      [USERS]: { mode: "0400", template: `${user}:{{${PASSWORD}|bcrypt}}\n` },
      "config.yml": { content: JSON.stringify(config(listen, tls !== undefined)) },
      ...(certificate !== undefined && { [CERTIFICATE]: { content: certificate } }),
      ...(key !== undefined && { [KEY]: { mode: "0400", content: key } }),
    }));
}

/** JSON, which is YAML as well (CNCF Distribution, "Configuring a registry"). */
function config(addr: string, secure: boolean) {
  const tls = { certificate: `${CONFIG}/${CERTIFICATE}`, key: `${CONFIG}/${KEY}` };
  return {
    version: "0.1",
    log: { level: "warn", formatter: "json" },
    // No cache of what is there: garbage is collected by another process, of which a cache would learn nothing.
    storage: { filesystem: { rootdirectory: "/var/lib/registry" }, delete: { enabled: true } },
    http: { addr, headers: { "X-Content-Type-Options": ["nosniff"] }, ...(secure && { tls }) },
    auth: { htpasswd: { realm: "registry", path: `${CONFIG}/${USERS}` } },
  };
}
