import type { Channel, Notify, Severity } from "./index";

/** The channels of every severity, with `degradation` at `warning`'s unless it has its own. */
export function channelsBySeverity(notify: Notify = {}): Record<Severity, readonly Channel[]> {
  const { critical = [], warning = [], daily = [], degradation = warning } = notify;
  return { critical, degradation, warning, daily };
}
