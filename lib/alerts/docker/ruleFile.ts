import type { AlertRule, RecordRule, RuleGroup } from "../../common/docker/monitoring";

/** Seconds between two looks at a rule, where its group says nothing. */
export const EVALUATION_SECONDS = 15;

/** Prometheus's rule file, as an object that is YAML when written as JSON. */
export function ruleFile(groups: readonly RuleGroup[]): object {
  return {
    groups: groups.map(({ name, intervalSeconds = EVALUATION_SECONDS, rules }) => ({
      name,
      interval: `${intervalSeconds}s`,
      rules: rules.map(rule => ("record" in rule ? recording(rule) : alerting(rule))),
    })),
  };
}

function recording({ record, expr }: RecordRule): object {
  return { record, expr };
}

function alerting(rule: AlertRule): object {
  const { alert, expr, forSeconds = 0, keepSeconds = 0, severity, subject, joins, scope, part = false } = rule;
  return {
    alert,
    expr,
    ...(forSeconds > 0 && { for: `${forSeconds}s` }),
    ...(keepSeconds > 0 && { keep_firing_for: `${keepSeconds}s` }),
    labels: {
      severity,
      subject,
      ...(joins && { joins }),
      ...(scope && { scope }),
      ...(part && { part: "yes" }),
    },
    annotations: { summary: rule.summary, description: rule.description },
  };
}
