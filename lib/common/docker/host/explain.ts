import { InputError } from "../../errors";
import { type Address, parseHost } from "./address";
import { SshError } from "./ssh";

/** No answer in time. */
export class HostTimeout extends Error {
  constructor(readonly seconds: number) {
    super(`no answer within ${seconds} seconds`);
  }
}

/** What a failure to reach or to use a Docker host means, in one line with the mend. */
export function explain(error: unknown, host: string): string {
  if (InputError.isInstance(error)) return error.mistakes.map(({ message }) => message).join("; ");
  const address = parseHost(host);
  const where = `Docker on ${host}`;
  if (error instanceof HostTimeout)
    return `${where} did not answer within ${error.seconds} seconds; look at it with systemctl status docker, or name another docker:host`;
  if (error instanceof SshError) return sshMeaning(error.said, host);
  const code = codeOf(error);
  if (address.kind === "socket") return socketMeaning(code, address.path) ?? plain(error, where);
  if (address.kind === "ssh" && code === "ENOENT")
    return "the program ssh, by which the Docker host is reached, is not installed; install openssh-client";
  return networkMeaning(code, address, host) ?? plain(error, where);
}

function socketMeaning(code: string | undefined, path: string): string | undefined {
  if (code === "ENOENT" || code === "ENOTDIR")
    return `there is no Docker socket at ${path}; start Docker (sudo systemctl start docker), install it, or name another docker:host`;
  if (code === "EACCES" || code === "EPERM")
    return `this user may not use the Docker socket ${path}; run sudo usermod -aG docker $USER and log in again`;
  if (code === "ECONNREFUSED" || code === "ENOTSOCK")
    return `nothing answers at the Docker socket ${path}; start Docker (sudo systemctl start docker)`;
  return undefined;
}

function networkMeaning(code: string | undefined, address: Address, host: string): string | undefined {
  if (address.kind === "socket") return undefined;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `the host name ${address.host} of ${host} is not known; mend docker:host, or the name's record`;
  if (code === "ECONNREFUSED")
    return `${host} refuses the connection; start Docker there, or mend the port in docker:host`;
  if (code === "ETIMEDOUT" || code === "EHOSTUNREACH" || code === "ENETUNREACH")
    return `${host} cannot be reached; look at the network and the firewall between, or mend docker:host`;
  if (code?.startsWith("ERR_TLS") || code?.includes("CERT") || code === "EPROTO" || code === "ECONNRESET")
    return `${host} does not take this TLS connection; set docker:certPath to the folder of ca.pem, cert.pem and key.pem`;
  return undefined;
}

const SSH_MEANINGS: readonly [RegExp, string][] = [
  [/could not resolve hostname/i, "its host name is not known; mend docker:host"],
  [/connection refused/i, "it refuses the SSH connection; start its SSH server, or mend the port in docker:host"],
  [
    /timed out|no route to host|network is unreachable/i,
    "it cannot be reached; look at the network and the firewall between, or mend docker:host",
  ],
  [
    /host key verification failed/i,
    "its host key is not the known one, or not known yet; connect once by hand with ssh, and look at the key",
  ],
  [
    /permission denied \(/i,
    "it refuses this user's SSH key; add the public key to the authorized_keys there, or write the user in docker:host",
  ],
  [
    /permission denied.*docker|docker.*permission denied/is,
    "its user may not use Docker; run sudo usermod -aG docker <user> there",
  ],
  [
    /cannot connect to the docker daemon|is the docker daemon running/i,
    "Docker does not answer there; start it (sudo systemctl start docker)",
  ],
  [/not found/i, "the program docker is not installed there; install Docker"],
];

function sshMeaning(said: string, host: string): string {
  const meaning = SSH_MEANINGS.find(([pattern]) => pattern.test(said))?.[1];
  return `${host}: ${meaning ?? `${lastLine(said)}; mend it, so that ssh and docker work there by hand`}`;
}

function plain(error: unknown, where: string): string {
  return `${where} cannot be used: ${lastLine(textOf(error, "message") ?? String(error))}`;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}

function codeOf(error: unknown): string | undefined {
  return textOf(error, "code");
}

/** A text that an error carries, whichever copy of Node's classes it is of. */
function textOf(error: unknown, name: string): string | undefined {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
