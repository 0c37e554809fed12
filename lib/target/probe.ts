import { healthOf } from "./defaults";
import type { ServiceArgs } from "./spec";

/** The path that a probe from outside asks: the health check's where it leads to the service; else the service's own prefix. */
export function probePath(service: ServiceArgs): string {
  const { path: prefix = "/" } = service;
  const { path } = healthOf(service);
  return prefix === "/" || path === prefix || path.startsWith(`${prefix.replace(/\/$/, "")}/`) ? path : prefix;
}
