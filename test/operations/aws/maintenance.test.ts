import * as fc from "fast-check";
import { pageOf } from "../../../lib/operations/aws/page";
import { DETAILS } from "../../support/awsManifest";
import { failure, operationsOn } from "../../support/awsOperations";
import { AwsServer, type Fault, Refusal } from "../../support/awsServer";

const front = DETAILS.services.web?.front;
const [blue = "", green = ""] = front?.targetGroups ?? [];

interface Rule {
  arn: string;
  priority: number;
  page?: string | undefined;
}

/** A listener with the service's rule, and others on the places before it. */
function balancer(
  taken: readonly number[] = [],
  weights: readonly number[] = [100, 0],
  healthy: readonly number[] = [2, 0],
) {
  const own: Rule = { arn: front?.rule ?? "", priority: 100 };
  const rules: Rule[] = [own, ...taken.map(priority => ({ arn: `other-${priority}`, priority }))];
  const moved: Record<string, unknown>[] = [];
  const inXml = ({ arn, priority, page }: Rule) => {
    const host =
      "<member><Field>host-header</Field><Values><member>shop.example.com</member></Values><HostHeaderConfig><Values><member>shop.example.com</member></Values></HostHeaderConfig></member>";
    const group = (target: string, weight = 0) =>
      `<member><TargetGroupArn>${target}</TargetGroupArn><Weight>${weight}</Weight></member>`;
    const action =
      page === undefined
        ? `<Type>forward</Type><ForwardConfig><TargetGroups>${group(blue, weights[0])}${group(green, weights[1])}</TargetGroups></ForwardConfig>`
        : `<Type>fixed-response</Type><FixedResponseConfig><MessageBody><![CDATA[${page}]]></MessageBody></FixedResponseConfig>`;
    return `<member><RuleArn>${arn}</RuleArn><Priority>${priority}</Priority><Conditions>${host}</Conditions><Actions><member>${action}</member></Actions></member>`;
  };
  const server = new AwsServer({
    DescribeRules: ({ Marker, ...asked }) => {
      const all = "RuleArns.member.1" in asked ? [own] : rules;
      const at = Number(Marker ?? 0);
      const next = at + 1 < all.length ? `<NextMarker>${at + 1}</NextMarker>` : "";
      return `<Rules>${all
        .slice(at, at + 1)
        .map(inXml)
        .join("")}</Rules>${next}`;
    },
    CreateRule: input => {
      const priority = Number(input.Priority);
      if (rules.some(rule => rule.priority === priority)) throw new Refusal("PriorityInUse", "in use");
      const page = String(input["Actions.member.1.FixedResponseConfig.MessageBody"]);
      rules.push({ arn: `page-${priority}`, priority, page });
      return "";
    },
    DeleteRule: ({ RuleArn }) => {
      const at = rules.findIndex(({ arn }) => arn === RuleArn);
      if (at < 0) throw new Refusal("RuleNotFound", "no such rule");
      rules.splice(at, 1);
      return "";
    },
    DescribeTargetHealth: ({ TargetGroupArn }) => {
      const count = healthy[TargetGroupArn === blue ? 0 : 1] ?? 0;
      const target = "<member><TargetHealth><State>healthy</State></TargetHealth></member>";
      return `<TargetHealthDescriptions>${target.repeat(count)}</TargetHealthDescriptions>`;
    },
    ModifyRule: input => {
      moved.push(input);
      return "";
    },
  });
  return { server, rules, moved, pages: () => rules.filter(({ page }) => page !== undefined) };
}

describe("the maintenance page", () => {
  test("comes before the service's rule, for the same requests, and goes again", async () => {
    const { server, pages } = balancer([99, 98]);
    const operations = await operationsOn(server);
    expect(await operations.maintenance(true)).toEqual(["web: the maintenance page is on now"]);
    expect(pages().map(({ priority }) => priority)).toEqual([97]);
    expect(server.calls.find(({ operation }) => operation === "CreateRule")?.input).toMatchObject({
      "Conditions.member.1.Field": "host-header",
      "Conditions.member.1.HostHeaderConfig.Values.member.1": "shop.example.com",
      "Actions.member.1.FixedResponseConfig.StatusCode": "503",
    });
    expect(await operations.maintenance(true, "web")).toEqual(["web: the maintenance page is on"]);
    expect(await operations.maintenance(false)).toEqual(["web: the maintenance page is off now"]);
    expect(pages()).toEqual([]);
    expect(await operations.maintenance(false)).toEqual(["web: the maintenance page is off"]);
  });

  test("is there once when it is on, and gone when it is off, whatever goes wrong on the way", async () => {
    const faults = fc.array(fc.constantFrom<(Fault | undefined)[]>(undefined, "broken", "reset", "lost"), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(faults, faults, async (atFirst, then) => {
        const { server, pages } = balancer([99]);
        const operations = await operationsOn(server);
        server.faults = atFirst;
        await operations.maintenance(true);
        expect(pages()).toHaveLength(1);
        server.faults = then;
        await operations.maintenance(false);
        expect(pages()).toHaveLength(0);
      }),
      {
        numRuns: 8,
        // The answers to the two changes, after what is asked before them, page by page.
        examples: [
          [
            [undefined, undefined, "lost"],
            [undefined, undefined, undefined, "lost"],
          ],
        ],
      },
    );
  });

  test("is as short as a balancer takes it", () => {
    const longest = pageOf(`${"p".repeat(100)}/${"s".repeat(100)}`, "w".repeat(24));
    expect(longest.length).toBeLessThanOrEqual(1_024);
  });

  test("names the services that there are", async () => {
    const refused = failure((await operationsOn(balancer().server)).maintenance(true, "mailer"));
    expect(await refused).toBe('service: no requests reach "mailer"; write one of web');
  });
});

describe("traffic", () => {
  test("is shown by group", async () => {
    const { server } = balancer([], [90, 10], [2, 1]);
    expect(await (await operationsOn(server)).traffic("web")).toEqual([
      { group: "blue", percent: 90, healthy: 2 },
      { group: "green", percent: 10, healthy: 1 },
    ]);
  });

  test("moves to a group that is healthy", async () => {
    const { server, moved } = balancer([], [100, 0], [2, 2]);
    await (await operationsOn(server)).shiftTraffic("web", "green", 25);
    expect(moved).toEqual([
      expect.objectContaining({
        RuleArn: front?.rule,
        "Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn": blue,
        "Actions.member.1.ForwardConfig.TargetGroups.member.1.Weight": "75",
        "Actions.member.1.ForwardConfig.TargetGroups.member.2.TargetGroupArn": green,
        "Actions.member.1.ForwardConfig.TargetGroups.member.2.Weight": "25",
      }),
    ]);
  });

  test("does not move where there is one group", async () => {
    const rolling = { listener: "listener", rule: "rule", targetGroups: [blue] };
    const services = { web: { service: "shop-web-1a2b", logGroup: "web", front: rolling } };
    const { server, moved } = balancer();
    const operations = await operationsOn(server, { services });
    expect(await failure(operations.shiftTraffic("web", "green", 100))).toBe(
      'web: is rolling, and all requests go to one group; write rollout: { strategy: "blue-green" } for two',
    );
    expect(moved).toEqual([]);
  });

  test("does not move to where nobody answers", async () => {
    const { server, moved } = balancer([], [100, 0], [2, 0]);
    expect(await failure((await operationsOn(server)).shiftTraffic("web", "green", 100))).toBe(
      "web: the green group has no healthy target; nothing was moved",
    );
    expect(moved).toEqual([]);
  });
});
