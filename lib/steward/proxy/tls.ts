import type { CaddyConfig, Json } from "./caddy";
import type { Routed } from "./order";
import type { ProxySettings } from "./state";

/** Who makes the certificates, where it is not the public authorities that Caddy knows. */
export function tls(services: readonly Routed[], settings: ProxySettings): Pick<CaddyConfig["apps"], "tls"> {
  const internal = internalDomains(services);
  const policies: Json[] = [
    ...(internal.length > 0 ? [{ subjects: internal, issuers: [{ module: "internal" }] }] : []),
    ...publicAuthority(settings),
  ];
  return policies.length > 0 ? { tls: { automation: { policies } } } : {};
}

/** Caddy would else try to make the container's own system trust its authority. */
export function pki(services: readonly Routed[]): Pick<CaddyConfig["apps"], "pki"> {
  if (internalDomains(services).length === 0) return {};
  return { pki: { certificate_authorities: { local: { install_trust: false } } } };
}

function internalDomains(services: readonly Routed[]): string[] {
  const domains = services.flatMap(([, { route }]) => (route.certificate === "internal" ? (route.domain ?? []) : []));
  return [...new Set(domains)].sort();
}

function publicAuthority({ email, acme }: ProxySettings): Json[] {
  if (email === undefined && acme === undefined) return [];
  const issuer = { module: "acme", ...(email !== undefined && { email }), ...(acme !== undefined && { ca: acme }) };
  return [{ issuers: [issuer] }];
}
