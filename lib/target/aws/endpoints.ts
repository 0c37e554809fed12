import * as pulumi from "@pulumi/pulumi";
import type { Endpoint } from "../index";
import { probePath } from "../probe";
import type { Inbound } from "./service";

/**
 * Where a service answers, and what an outside probe asks there. The address comes out only after `running`, so that
 * nothing reads it from an update whose rollout rolled itself back.
 */
export function endpointOf(source: string, { service, front }: Inbound, running: pulumi.Output<string>): Endpoint {
  const { domain, path = "/" } = service;
  const { loadBalancer, domains } = front;
  const host = domain ?? domains[0]?.domain ?? loadBalancer.dnsName;
  const scheme = domains.length > 0 || (loadBalancer.https ?? true) ? "https" : "http";
  const url = pulumi.all([host, running]).apply(([name]) => `${scheme}://${name}${path}`);
  return { service: source, url, path: probePath(service), ...(domain !== undefined && { domain }) };
}
