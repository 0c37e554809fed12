import type { AlertRule } from "../../common/docker/monitoring";
import type { DockerEndpoint } from "../../target/docker/watch";
import type { HealthFigures } from "../defaults";

const DAY_SECONDS = 86_400;

/** The rules on the certificates of domains; each domain once, however many services answer under it. */
export function certificateRules(
  endpoints: readonly DockerEndpoint[],
  jobOf: (service: string) => string,
  { certificate }: HealthFigures,
): AlertRule[] {
  if (certificate === false) return [];
  const byDomain = new Map(endpoints.map(({ domain, service }) => [domain, service]));
  return [...byDomain].flatMap(([domain, service]) =>
    domain === undefined
      ? []
      : (["critical", "warning"] as const).map(severity =>
          rule(severity, domain, jobOf(service), certificate[severity]),
        ),
  );
}

/** An hour, because a certificate is renewed within minutes and the probe sees the old one until then. */
function rule(severity: "critical" | "warning", domain: string, job: string, days: number): AlertRule {
  return {
    alert: "CertificateEnds",
    severity,
    subject: domain,
    expr: `probe_ssl_earliest_cert_expiry{job="${job}"} - time() < ${days * DAY_SECONDS}`,
    forSeconds: 3_600,
    summary: `The certificate of ${domain} ends in less than ${days} days.`,
    description:
      "First: see in the proxy's log why it is not renewed: the domain must lead here, with ports 80 and 443 open.",
  };
}
