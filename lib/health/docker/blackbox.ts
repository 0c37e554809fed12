import type { HealthFigures } from "../defaults";

/** The names of the probes, as the exporter and Prometheus know them. */
export const OUTSIDE = "outside";
export const INSIDE = "inside";

/** Seconds that an instance may take to say that it is healthy. */
export const INSIDE_SECONDS = 5;

/** What counts for an answer, as in the contract's health check: a redirect is one, and is not followed. */
const GOOD = Array.from({ length: 200 }, (_, index) => 200 + index);

/** The blackbox exporter's configuration (its documentation, "Blackbox exporter configuration"). */
export function blackboxConfig({ timeoutSeconds }: HealthFigures): object {
  return { modules: { [OUTSIDE]: probe(timeoutSeconds), [INSIDE]: probe(INSIDE_SECONDS) } };
}

function probe(timeoutSeconds: number): object {
  return {
    prober: "http",
    timeout: `${timeoutSeconds}s`,
    http: {
      valid_status_codes: GOOD,
      follow_redirects: false,
      preferred_ip_protocol: "ip4",
      headers: { "User-Agent": "daytwo-health" },
    },
  };
}
