import type { Metric } from "./math";
import { type Counted, counts } from "./requests";

/**
 * The share of requests that are answered 4xx or 5xx, in percent, as metric math over metrics by id; there is none where
 * there are no requests. What a balancer answers by itself is not counted by target group, and not among its requests.
 */
export function shareOf(
  kind: "4XX" | "5XX",
  counted: Counted,
): { metrics: Record<string, Metric>; expression: string } {
  const requests = counts("requests", "RequestCount", counted);
  const target = counts("target", `HTTPCode_Target_${kind}_Count`, counted);
  const own = counted.targetGroups ? undefined : counts("balancer", `HTTPCode_ELB_${kind}_Count`, counted);
  const [bad, all] = [target, requests].map(({ total }) => (own ? `(${total} + ${own.total})` : total));
  return { metrics: { ...requests.metrics, ...target.metrics, ...own?.metrics }, expression: `100 * ${bad} / ${all}` };
}
