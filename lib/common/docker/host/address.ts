import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { InputError } from "../../errors";

const LOCAL_SOCKET = "unix:///var/run/docker.sock";

/** How a Docker host is reached. */
export type Address =
  | { kind: "socket"; path: string }
  | { kind: "tcp"; host: string; port: number; secure: boolean }
  | { kind: "ssh"; host: string; port: number | undefined; user: string | undefined };

/**
 * The Docker host of this stack, found as Pulumi's Docker provider finds it: the Docker context in `docker:context` or
 * `DOCKER_CONTEXT`, else `docker:host` in the stack's configuration, `DOCKER_HOST`, and the local socket.
 *
 * @throws InputError for a context that there is not
 */
export function hostOfStack(): string {
  const config = new pulumi.Config("docker");
  return hostFrom(name => config.get(name));
}

/** The same by other settings of the provider. */
export function hostFrom(setting: (name: "context" | "host") => string | undefined): string {
  const context = setting("context") ?? process.env.DOCKER_CONTEXT;
  if (context !== undefined && context !== "" && context !== "default") return hostOfContext(context);
  return setting("host") ?? hostOfEnvironment();
}

function hostOfEnvironment(): string {
  return process.env.DOCKER_HOST || LOCAL_SOCKET;
}

/** Where Docker keeps its contexts: docker/cli, cli/context/store. */
function hostOfContext(name: string): string {
  const folder = process.env.DOCKER_CONFIG ?? join(homedir(), ".docker");
  const digest = createHash("sha256").update(name).digest("hex");
  try {
    const meta: unknown = JSON.parse(readFileSync(join(folder, "contexts/meta", digest, "meta.json"), "utf8"));
    const host = property(property(property(meta, "Endpoints"), "docker"), "Host");
    if (typeof host === "string") return host;
  } catch {
    // Told below: whether it is not there or cannot be read, there is no such context to use.
  }
  const message = `there is no Docker context "${name}"; write one that docker context ls shows, or docker:host in its place`;
  throw new InputError("docker:context", [{ path: "", message }]);
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

/** Reads a Docker host's address. @throws InputError for a text that is none */
export function parseHost(text: string): Address {
  const [scheme = "", rest = ""] = text.split("://");
  if ((scheme === "unix" || scheme === "npipe") && rest !== "") return { kind: "socket", path: rest };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (scheme === "ssh") return sshAddress(text, url);
  if (url?.hostname && (scheme === "tcp" || scheme === "http" || scheme === "https")) {
    const secure = scheme === "https" || url.port === "2376" || process.env.DOCKER_TLS_VERIFY === "1";
    return { kind: "tcp", host: bare(url.hostname), port: Number(url.port || (secure ? 2376 : 2375)), secure };
  }
  throw wrong(text, "is no Docker host; write unix:///var/run/docker.sock, ssh://user@host or tcp://host:2376");
}

/** What docker/cli takes (cli/connhelper/ssh): no path, no password, nothing after. */
function sshAddress(text: string, url: URL | undefined): Address {
  const extra =
    url && (url.password !== "" || !["", "/"].includes(url.pathname) || url.search !== "" || url.hash !== "");
  if (!url?.hostname || extra || url.hostname.startsWith("-") || url.username.startsWith("-"))
    throw wrong(
      text,
      "is no SSH address of a Docker host; write ssh://user@host or ssh://user@host:22, and nothing else",
    );
  return {
    kind: "ssh",
    host: bare(url.hostname),
    port: url.port === "" ? undefined : Number(url.port),
    user: url.username === "" ? undefined : decodeURIComponent(url.username),
  };
}

/** IPv6 addresses stand in brackets in a URL. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** A password that somebody put into the address is not repeated. */
function wrong(text: string, message: string): InputError {
  const shown = text.replace(/:[^/@]*@/, ":…@");
  return new InputError("docker:host", [{ path: "", message: `${JSON.stringify(shown)} ${message}` }]);
}

/**
 * Docker's socket as a container on the host can have it: that of the address, which is another one of a Docker without
 * root. Where Docker runs in a machine of its own (Docker Desktop, everything on macOS and Windows), and where it is far
 * away, it is that machine's.
 */
export function socketOf(host: string): string {
  const address = parseHost(host);
  const here = address.kind === "socket" && process.platform === "linux" && !address.path.includes("/.docker/");
  return here ? address.path : "/var/run/docker.sock";
}
