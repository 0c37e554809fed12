import { type Duration, seconds } from "../common/duration";
import { type Environment, preset } from "../common/environment";
import type { CertificateDays, HealthPolicy } from "./index";

/** Every figure of a policy, except where the checks come from, which is the platform's to say. */
export interface HealthFigures {
  /** Whole minutes. */
  interval: number | false;
  timeoutSeconds: number;
  certificate: Required<CertificateDays> | false;
}

/** The policy with its defaults. */
export function figuresOf(
  { interval, timeout = "10 seconds", certificate = {} }: HealthPolicy,
  environment: Environment,
): HealthFigures {
  const every = interval ?? (preset(environment) === "production" ? "1 minute" : "5 minutes");
  return {
    interval: every !== false && wholeMinutes(every),
    timeoutSeconds: seconds(timeout),
    certificate: certificate !== false && { warning: 30, critical: 7, ...certificate },
  };
}

/** Rounded up: no platform checks more often than it is asked to. */
export function wholeMinutes(interval: Duration): number {
  return Math.ceil(seconds(interval) / 60);
}
