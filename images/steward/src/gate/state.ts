import { z } from "zod";
import type { ProxySettings, ProxyState, PublicRoute } from "../../../../lib/steward/proxy/state";

const port = z.number().int().min(1).max(65_535);
const address = z.string().regex(/^[^\s:/]+:\d+$/, 'is no address; write "container:port"');
const listen = z.string();

export const settingsSchema: z.ZodType<ProxySettings> = z.strictObject({
  ports: z.strictObject({ http: port, https: port }),
  email: z.string().optional(),
  acme: z.string().optional(),
  accessLog: z.boolean(),
  local: z
    .strictObject({ run: z.string(), http: listen, https: listen, edgeMetrics: listen, routerMetrics: listen })
    .optional(),
});

export const routeSchema: z.ZodType<PublicRoute> = z.strictObject({
  domain: z.string().optional(),
  certificate: z.literal("internal", 'is not offered; write "internal", or leave it out').optional(),
  path: z.string().startsWith("/", "does not start with a slash").optional(),
});

export const upstreamsSchema = z.array(address);

export const maintenanceSchema = z.strictObject({
  message: z.string(),
  retryAfterSeconds: z.number().int().min(1).max(86_400),
});

export const stateSchema: z.ZodType<ProxyState> = z.strictObject({
  settings: settingsSchema,
  services: z.record(
    z.string(),
    z.strictObject({
      route: routeSchema,
      upstreams: upstreamsSchema,
      draining: upstreamsSchema,
      gone: z.literal(true).optional(),
    }),
  ),
  maintenance: z.record(z.string(), maintenanceSchema),
});
