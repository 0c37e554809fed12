import type { Monitoring } from "../../common/docker/monitoring";

/** That messages arrive; one that cannot be sent to one channel may still reach another. */
export function ownMonitoring(name: string, address: string): Monitoring {
  return {
    scrapes: [{ job: name, targets: [address] }],
    rules: [
      {
        name: `${name}-messages`,
        rules: [
          {
            alert: "MessagesFail",
            severity: "warning",
            subject: "notifications",
            expr: `sum by (integration) (rate(alertmanager_notifications_failed_total{job="${name}"}[5m])) > 0`,
            forSeconds: 300,
            summary: "Messages by {{ $labels.integration }} have not been delivered for 5 minutes.",
            description:
              "First: see Alertmanager's log for the reason: an expired token, a wrong password, an address that is gone.",
          },
        ],
      },
    ],
  };
}
