import { readFileSync } from "node:fs";
import { join } from "node:path";
import type Docker from "dockerode";
import type { DockerOptions } from "dockerode";
import { InputError } from "../errors";
import { type Address, parseHost } from "./host/address";
import { HostTimeout } from "./host/explain";
import { SshAgent } from "./host/ssh";

export { hostOfEnvironment, hostOfStack, parseHost } from "./host/address";
export { explain } from "./host/explain";

/** How a host that speaks TLS knows us. */
export interface ConnectOptions {
  /** A folder with ca.pem, cert.pem and key.pem. @default - `DOCKER_CERT_PATH` */
  certPath?: string | undefined;
}

/**
 * A client for a Docker host: `unix:///…`, `tcp://…` or `ssh://…`. Nothing is asked of the host yet; what its calls throw,
 * `explain` puts into words.
 *
 * @throws InputError for an address that is none, certificates that cannot be read, or when `dockerode`, an optional peer,
 *   is not installed
 */
export function connect(host: string, options: ConnectOptions = {}): Docker {
  const address = parseHost(host);
  const Client = loadClient();
  return new Client(clientOptions(address, options));
}

/** The answer of a call, if it comes in time. @throws HostTimeout when it does not */
export async function within<T>(seconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HostTimeout(seconds)), seconds * 1_000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function loadClient(): typeof Docker {
  try {
    return require("dockerode");
  } catch {
    const message = "is needed to ask the Docker host and is not installed; run npm install dockerode";
    throw new InputError("docker", [{ path: "dockerode", message }]);
  }
}

/** What is not set here, the client would take from the environment. */
const NOT_FROM_ENVIRONMENT = { host: undefined, port: undefined, protocol: undefined, socketPath: undefined };

function clientOptions(address: Address, options: ConnectOptions): DockerOptions {
  if (address.kind === "socket") return { ...NOT_FROM_ENVIRONMENT, socketPath: address.path };
  if (address.kind === "ssh") {
    const over = { protocol: "http", host: "docker", agent: new SshAgent(address) } as const;
    return { ...NOT_FROM_ENVIRONMENT, ...over };
  }
  const { host, port, secure } = address;
  const certPath = options.certPath ?? process.env.DOCKER_CERT_PATH;
  const certificates = secure && certPath ? readCertificates(certPath) : {};
  return { ...NOT_FROM_ENVIRONMENT, host, port, protocol: secure ? "https" : "http", ...certificates };
}

function readCertificates(folder: string): Pick<DockerOptions, "ca" | "cert" | "key"> {
  try {
    const [ca, cert, key] = ["ca.pem", "cert.pem", "key.pem"].map(file => readFileSync(join(folder, file)));
    return { ca, cert, key };
  } catch {
    const message = `ca.pem, cert.pem and key.pem cannot be read in ${folder}; write the folder that holds them`;
    throw new InputError("docker:certPath", [{ path: "", message }]);
  }
}
