import type { Rule } from "@aws-sdk/client-elastic-load-balancing-v2";
import { InputError, PlainError } from "../../common/errors";
import type { FrontDetails } from "./details";
import { isNamed } from "./explain";
import { markOf, pageOf } from "./page";
import { choice, type System } from "./system";

/** How often a place in front is looked for, when others take places at the same time. */
const PLACES = 5;

/**
 * Shows the maintenance page for a service or for all, or stops showing it: a rule of its own in front of the service's, which
 * is ECS's to change. It runs to its end also when it is interrupted: half of the services behind the page helps nobody.
 */
export async function setMaintenance(system: System, on: boolean, service?: string): Promise<string[]> {
  const said: string[] = [];
  for (const [name, front] of frontsOf(system, service))
    said.push(on ? await show(system, name, front) : await hide(system, name, front));
  return said;
}

/** The services that requests reach: one or all. @throws InputError for the name of none, PlainError when there is none at all */
export function frontsOf(system: System, service?: string): [name: string, front: FrontDetails][] {
  const fronts = Object.entries(system.details.services).flatMap(
    ([name, { front }]): [name: string, front: FrontDetails][] => (front ? [[name, front]] : []),
  );
  if (fronts.length === 0) throw new PlainError("the stack has no service that requests reach");
  if (service === undefined) return fronts;
  const found = fronts.filter(([name]) => name === service);
  if (found.length > 0) return found;
  const names = fronts.map(([name]) => name);
  const message = `no requests reach "${service}"; ${choice("write", names)}`;
  throw new InputError("service", [{ path: "", message }]);
}

async function show(system: System, service: string, front: FrontDetails): Promise<string> {
  for (let left = PLACES; left > 0; left -= 1) {
    const rules = await rulesOf(system, front);
    if (pagesOf(system, service, rules).length > 0) return `${service}: the maintenance page is on`;
    if (await isShown(system, service, front, rules)) return `${service}: the maintenance page is on now`;
  }
  throw new PlainError(`${service}: others change the listener's rules at the same time; try again`);
}

/** Puts the page's rule before the service's. False when the place was taken meanwhile, perhaps by this very call. */
async function isShown(system: System, service: string, front: FrontDetails, rules: readonly Rule[]): Promise<boolean> {
  const behind = rules.find(({ RuleArn }) => RuleArn === front.rule);
  if (!behind) throw new PlainError(`${service}: its listener rule is not there; run pulumi up`);
  const fixed = { StatusCode: "503", ContentType: "text/html", MessageBody: pageOf(system.stack, service) };
  const request = {
    ListenerArn: front.listener,
    Priority: placeBefore(service, behind, rules),
    Conditions: conditionsOf(behind),
    Actions: [{ Type: "fixed-response" as const, FixedResponseConfig: fixed }],
    Tags: [{ Key: "daytwo:maintenance", Value: `${system.stack}/${service}` }],
  };
  try {
    await system.clients.elb().createRule(request);
    return true;
  } catch (error) {
    if (isNamed(error, "PriorityInUse")) return false;
    throw error;
  }
}

/** The next place that is free before a rule's own: what stands between is about other hosts or deeper paths. */
function placeBefore(service: string, { Priority }: Rule, rules: readonly Rule[]): number {
  const taken = new Set(rules.map(rule => rule.Priority));
  for (let place = Number(Priority) - 1; place >= 1; place -= 1) if (!taken.has(String(place))) return place;
  throw new PlainError(`${service}: there is no place before its listener rule; free a priority below ${Priority}`);
}

/** What a rule asks for, in the form in which it is given: an answer has the older form beside the newer one. */
function conditionsOf({ Conditions = [] }: Rule): Rule["Conditions"] {
  return Conditions.map(({ Values, ...newer }) => {
    const hasNewer = Object.entries(newer).some(([key, value]) => key.endsWith("Config") && value !== undefined);
    return hasNewer ? newer : { ...newer, Values };
  });
}

async function hide(system: System, service: string, front: FrontDetails): Promise<string> {
  const pages = pagesOf(system, service, await rulesOf(system, front));
  for (const { RuleArn } of pages)
    await system.clients
      .elb()
      .deleteRule({ RuleArn })
      .catch((error: unknown) => {
        // It was deleted, and the answer was lost.
        if (!isNamed(error, "RuleNotFound")) throw error;
      });
  return `${service}: the maintenance page is off${pages.length > 0 ? " now" : ""}`;
}

async function rulesOf(system: System, { listener }: FrontDetails): Promise<Rule[]> {
  const rules: Rule[] = [];
  for await (const page of system.clients.elb().paginateDescribeRules({ ListenerArn: listener }))
    rules.push(...(page.Rules ?? []));
  return rules;
}

function pagesOf({ stack }: System, service: string, rules: readonly Rule[]): Rule[] {
  const mark = markOf(stack, service);
  return rules.filter(({ Actions = [] }) =>
    Actions.some(action => action.FixedResponseConfig?.MessageBody?.includes(mark)),
  );
}
