/** Where a service is found, as the user writes it. */
interface Route {
  domain?: unknown;
  path?: unknown;
}

/** The path that all that lies below begins with: without a slash at the end; empty for all paths. */
export function pathPrefix(path = "/"): string {
  return path.replace(/\/+$/, "");
}

/** The same text for two routes that would answer the same requests. Caddy's paths know no upper and lower case. */
export function routeKey({ domain, path }: Route): string {
  return `${text(domain) ?? ""}${pathPrefix(text(path))}/`.toLowerCase();
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
