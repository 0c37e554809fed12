import type { Call } from "./control";
import { itWithEngine } from "./engine";
import { withStack } from "./made";
import { PRODUCTION, SECRET, STAGING, SUBJECTS, type Subject } from "./subjects";
import { expectSuccess, type Workspace } from "./workspace";

function itWithSubject(name: string, subject: Subject, body: (workspace: Workspace) => Promise<void>): void {
  itWithEngine(`${subject.title} ${name}`, engine => withStack(engine, subject, body));
}

/** Runs a command that must succeed and show no secret: neither to the user, nor in the log of events, nor in the state. */
async function run(workspace: Workspace, ...args: string[]): Promise<void> {
  const outcome = await workspace.pulumi(...args);
  expectSuccess(args, outcome);
  expect(outcome.events).toContain("summaryEvent");
  expect(outcome.said + outcome.events).not.toContain(SECRET);
  expect(await workspace.succeed("stack", "export")).not.toContain(SECRET);
}

describe("under the engine, with stand-in providers", () => {
  for (const subject of SUBJECTS)
    itWithSubject(
      "is previewed, deployed, left alone, changed and destroyed, and shows no secret",
      subject,
      async workspace => {
        await run(workspace, "preview");
        await run(workspace, "up", "--yes", "--skip-preview");
        await run(workspace, "preview", "--expect-no-changes");
        await run(workspace, "up", "--yes", "--skip-preview", "--expect-no-changes");
        const before = await workspace.standIn.calls();
        await subject.change(workspace);
        await run(workspace, "up", "--yes", "--skip-preview");
        const calls = await workspace.standIn.calls();
        expectNewVersion(calls.slice(before.length), subject);
        expect(JSON.stringify(calls).includes(SECRET)).toBe(Object.keys(subject.secrets).length > 0);
        if (subject.protects) await expectProtected(workspace);
        else await run(workspace, "destroy", "--yes", "--skip-preview");
      },
    );

  itWithSubject("fails when ECS rolls back, again when it is repeated, and heals", STAGING, async workspace => {
    await workspace.deploy();
    await workspace.standIn.order({ "aws:ecs/service:Service": "roll back" });
    await STAGING.change(workspace);
    await expectRolledBack(workspace);
    await expectRolledBack(workspace);
    await workspace.standIn.order({});
    await workspace.deploy();
  });

  itWithSubject("names a mistake that only a decrypted secret shows, in one line", PRODUCTION, async workspace => {
    await workspace.succeed("config", "set", "--secret", "pagerduty", "no-such-key");
    const { code, said, events } = await workspace.pulumi("preview");
    expect(code).not.toBe(0);
    expect(said).toMatch(
      /^ +error: shop: notify\.critical\[1\]\.pagerduty: is no integration of PagerDuty; write .*$/m,
    );
    expect(said + events).not.toMatch(/no-such-key|unhandled exception|RunError|InputError/);
  });
});

/** A new version is a new task definition, or new containers; all else stays or is brought up to date in place. */
function expectNewVersion(calls: Call[], { runs, remade }: Subject): void {
  expect(calls).toContainEqual(expect.objectContaining(runs));
  const made = calls.filter(({ method }) => method === "create" || method === "delete").map(({ type }) => type);
  expect(new Set(made)).toEqual(new Set([remade]));
}

/** The engine looks at the whole before it begins: without its preview it would delete all that is not protected. */
async function expectProtected(workspace: Workspace): Promise<void> {
  const before = await workspace.standIn.calls();
  const { code, said } = await workspace.pulumi("destroy", "--yes");
  expect(code).not.toBe(0);
  expect(said).toMatch(/cannot be deleted\s+because it is protected/);
  expect(await workspace.standIn.calls()).toEqual(before);
}

async function expectRolledBack(workspace: Workspace): Promise<void> {
  const { code, said } = await workspace.up();
  expect(code).not.toBe(0);
  expect(said).toMatch(
    /^ +error: shop-web: the rollout was rolled back: ECS runs shop-web-staging:\d+, not shop-web-staging:\d+; .*$/m,
  );
}
