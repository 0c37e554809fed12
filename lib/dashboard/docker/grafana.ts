import { FOLDER } from "./provisioning";

/** Where the container finds the password, and what its file is called. */
export const SECRETS = "/run/secrets";
export const PASSWORD_FILE = "admin-password";

/**
 * Grafana's settings, as its variables (its documentation, "Configure Grafana"): nobody looks in without a login, nobody
 * makes one by himself, and nothing is told to the maker.
 */
export function environment(address: string): string[] {
  const settings = {
    GF_PATHS_PROVISIONING: FOLDER,
    GF_SERVER_ROOT_URL: address,
    GF_SECURITY_ADMIN_USER: "admin",
    GF_SECURITY_ADMIN_PASSWORD__FILE: `${SECRETS}/${PASSWORD_FILE}`,
    GF_SECURITY_COOKIE_SECURE: String(address.startsWith("https://")),
    GF_SECURITY_COOKIE_SAMESITE: "strict",
    GF_SECURITY_DISABLE_GRAVATAR: "true",
    GF_AUTH_ANONYMOUS_ENABLED: "false",
    GF_USERS_ALLOW_SIGN_UP: "false",
    GF_SNAPSHOTS_EXTERNAL_ENABLED: "false",
    GF_ANALYTICS_REPORTING_ENABLED: "false",
    GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
    GF_NEWS_NEWS_FEED_ENABLED: "false",
    GF_LOG_MODE: "console",
  };
  return Object.entries(settings).map(([name, value]) => `${name}=${value}`);
}
