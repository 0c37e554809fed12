import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type Docker from "dockerode";
import type { DockerOptions } from "dockerode";
import { InputError } from "../errors";
import { type Address, parseHost } from "./host/address";
import { type Certificates, type Connection, certificatesOf, connectionOfStack } from "./host/connection";
import { HostTimeout } from "./host/explain";
import { SshAgent } from "./host/ssh";

export { hostOfStack, parseHost } from "./host/address";
export { type Connection, connectionFrom, connectionOfStack } from "./host/connection";
export { explain } from "./host/explain";

/** A client for the Docker host of this stack. @throws InputError as `connect` does */
export function connectToStack(): Docker {
  return connect(connectionOfStack());
}

/**
 * A client for a Docker host. Nothing is asked of the host yet; what its calls throw, `explain` puts into words.
 *
 * @throws InputError for an address that is none, certificates that cannot be read, or when `dockerode`, an optional peer,
 *   is not installed
 */
export function connect(connection: Connection): Docker {
  const Client = loadClient();
  const address = parseHost(connection.host);
  const certificates = address.kind === "tcp" ? certificatesOf(connection) : undefined;
  const agent = agentFor(address, connection, certificates !== undefined);
  const settings = { ...clientOptions(address, certificates), agent };
  const client = new Client(settings);
  agents.set(client, agent);
  return client;
}

/** What holds each client's connections. */
const agents = new WeakMap<Docker, Agent>();

/**
 * The answer of a call of this client, if it comes in time. When it does not, the client hangs up: an open connection would
 * keep the program from ending.
 *
 * @throws HostTimeout when it does not
 */
export async function within<T>(seconds: number, client: Docker, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new HostTimeout(seconds));
      agents.get(client)?.destroy();
    }, seconds * 1_000);
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

function agentFor(address: Address, { sshOptions }: Connection, certified: boolean): Agent {
  if (address.kind === "ssh") return new SshAgent(address, sshOptions);
  return address.kind === "tcp" && (address.secure || certified) ? new SecureAgent() : new Agent();
}

/** What is not set here, the client would take from the environment. */
const NOT_FROM_ENVIRONMENT = {
  host: undefined,
  port: undefined,
  protocol: undefined,
  socketPath: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
};

/** As for the provider, certificates mean TLS whatever the port. */
function clientOptions(address: Address, certificates: Certificates | undefined): DockerOptions {
  if (address.kind === "socket") return { ...NOT_FROM_ENVIRONMENT, socketPath: address.path };
  if (address.kind === "ssh") return { ...NOT_FROM_ENVIRONMENT, protocol: "http", host: "docker" };
  const { host, port, secure } = address;
  const protocol = secure || certificates ? "https" : "http";
  return { ...NOT_FROM_ENVIRONMENT, host, port, protocol, ...certificates };
}
