import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "../../errors";
import { hostFrom } from "./address";

/** How a Docker host is reached: where it is, and how it knows us. */
export interface Connection {
  /** `unix:///…`, `tcp://…` or `ssh://…`. */
  host: string;
  /** A folder with ca.pem, cert.pem and key.pem, for a host that speaks TLS. @default - none */
  certPath?: string | undefined;
  /** The certificates themselves, in its place. @default - none */
  material?: Certificates | undefined;
  /** Further arguments of the `ssh` program. @default - none */
  sshOptions?: readonly string[] | undefined;
}

/** In the form of PEM. */
export interface Certificates {
  ca?: string | Buffer;
  cert: string | Buffer;
  key: string | Buffer;
}

/** A setting of Pulumi's Docker provider by its name in the configuration, without "docker:". */
export type Setting = (name: string) => string | undefined;

/**
 * How Pulumi's Docker provider reaches the host of this stack, so that everything else reaches it alike: by
 * `docker:context`, `host`, `certPath`, `caMaterial`, `certMaterial`, `keyMaterial` and `sshOpts` in the stack's
 * configuration, else by the variables that the provider reads.
 *
 * @throws InputError for a context that there is not
 */
export function connectionOfStack(): Connection {
  const config = new pulumi.Config("docker");
  return connectionFrom(name => config.get(name));
}

/** The same by other settings; without any, by the variables alone. */
export function connectionFrom(setting: Setting, host = hostFrom(setting)): Connection {
  const value = (name: string, variable: string) => setting(name) || process.env[variable] || undefined;
  const cert = value("certMaterial", "DOCKER_CERT_MATERIAL");
  const key = value("keyMaterial", "DOCKER_KEY_MATERIAL");
  const ca = value("caMaterial", "DOCKER_CA_MATERIAL");
  return {
    host,
    certPath: value("certPath", "DOCKER_CERT_PATH"),
    material: cert && key ? { cert, key, ...(ca && { ca }) } : undefined,
    sshOptions: sshOptionsIn(setting("sshOpts")) ?? process.env.DOCKER_SSH_OPTS?.split(/\s+/).filter(Boolean),
  };
}

/** A list stands in the configuration as JSON. */
function sshOptionsIn(text: string | undefined): string[] | undefined {
  if (!text) return undefined;
  const wrong = 'is no list of arguments; write pulumi config set --path "docker:sshOpts[0]" -- -i, and so on';
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every(entry => typeof entry === "string")) return value;
  } catch {
    // Told below.
  }
  throw new InputError("docker:sshOpts", [{ path: "", message: wrong }]);
}

/** What the host is shown; none where there is nothing to show. @throws InputError for a folder that cannot be read */
export function certificatesOf({ material, certPath }: Connection): Certificates | undefined {
  if (material !== undefined || !certPath) return material;
  try {
    const read = (file: string) => readFileSync(join(certPath, file));
    return { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
  } catch {
    const message = `ca.pem, cert.pem and key.pem cannot be read in ${certPath}; write the folder that holds them`;
    throw new InputError("docker:certPath", [{ path: "", message }]);
  }
}
