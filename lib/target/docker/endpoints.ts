import type * as pulumi from "@pulumi/pulumi";
import { after } from "../../common/docker/after";
import { hostOfStack, parseHost } from "../../common/docker/host";
import { PROXY } from "../../steward/proxy";
import { probePath } from "../probe";
import type { ServiceArgs } from "../spec";
import type { Front } from "./place";
import type { DockerEndpoint } from "./watch";

/**
 * Where a service answers, and what a probe asks there. The address comes out only after `running`, so that nothing reads it
 * from an update whose new version did not become healthy.
 */
export function endpointOf(
  source: string,
  service: ServiceArgs,
  { settings, alias }: Front,
  running: pulumi.Output<string[]>,
): DockerEndpoint {
  const { domain, path = "/" } = service;
  const { http, https } = settings.ports;
  const origin =
    domain === undefined ? `http://${hostName()}${suffix(http, 80)}` : `https://${domain}${suffix(https, 443)}`;
  return {
    service: source,
    url: after(running, `${origin}${path}`),
    path: probePath(service),
    ...(domain === undefined ? { inside: `http://${alias}:${PROXY.http}${path}` } : { domain }),
  };
}

/** By what the host is reached: its own name where it is another machine. */
function hostName(): string {
  const address = parseHost(hostOfStack());
  if (address.kind === "socket") return "localhost";
  return address.host.includes(":") ? `[${address.host}]` : address.host;
}

function suffix(port: number, usual: number): string {
  return port === usual ? "" : `:${port}`;
}
