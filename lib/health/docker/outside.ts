import type { AlertRule } from "../../common/docker/monitoring";

/**
 * The rules on the probes of one service, of which two in a row must fail: one alone may be the probe's own bad luck. Where
 * nothing is measured any more, nothing is known to be well; a Prometheus that has just started gets as long to measure.
 */
export function outsideRules(job: string, service: string, intervalMinutes: number): AlertRule[] {
  const window = `${intervalMinutes * 2}m`;
  const probes = `probe_success{job="${job}"}[${window}]`;
  const outage = { severity: "critical", joins: "outage", subject: service } as const;
  return [
    {
      ...outage,
      alert: "NotReached",
      expr: `max(max_over_time(${probes})) < 1 and max(count_over_time(${probes})) > 1`,
      summary: `${service} does not answer a request from outside, or not in time.`,
      description:
        "First: open its address; see whether its name leads here, the certificate is valid, and the proxy and an instance answer.",
    },
    {
      ...outage,
      alert: "NotProbed",
      expr: `absent_over_time(${probes})`,
      forSeconds: intervalMinutes * 120,
      summary: `Nobody knows whether ${service} answers: it is not probed any more.`,
      description: "First: open its address; then see whether the container of the blackbox exporter runs.",
    },
  ];
}
