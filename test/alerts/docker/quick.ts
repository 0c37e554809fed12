/** So many times faster than in life. */
const FASTER = 30;

/** As in life, everything has been looked at once before a wait is over. */
const LEAST_SECONDS = 4;

interface Rule {
  for?: string;
  keep_firing_for?: string;
}

/** The rules with all their waits shortened; what they look back on stays. */
export function quickRules(text: string): string {
  const { groups }: { groups: { rules: Rule[] }[] } = JSON.parse(text);
  const quick = groups.map(group => ({ ...group, interval: "1s", rules: group.rules.map(quickRule) }));
  return JSON.stringify({ groups: quick });
}

function quickRule(rule: Rule): Rule {
  return {
    ...rule,
    ...(rule.for !== undefined && { for: shortened(rule.for) }),
    ...(rule.keep_firing_for !== undefined && { keep_firing_for: shortened(rule.keep_firing_for) }),
  };
}

function shortened(duration: string): string {
  return `${Math.max(LEAST_SECONDS, Math.round(Number.parseInt(duration, 10) / FASTER))}s`;
}

interface ScrapeConfig {
  dns_sd_configs?: object[];
  static_configs?: object[];
}

/** The configuration with its waits shortened, its rules beside it, and what it would ask a network's names for given. */
export function quickConfig(text: string, rules: string, replicas: string): string {
  const { scrape_configs, global, ...rest }: { scrape_configs: ScrapeConfig[]; global: object } = JSON.parse(text);
  return JSON.stringify({
    ...rest,
    global: { ...global, scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: [rules],
    scrape_configs: scrape_configs.map(({ dns_sd_configs, ...scrape }) => ({
      ...scrape,
      scrape_interval: "1s",
      scrape_timeout: "1s",
      ...(dns_sd_configs && { static_configs: [{ targets: [replicas] }] }),
    })),
  });
}
