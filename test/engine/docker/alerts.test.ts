import { setTimeout } from "node:timers/promises";
import type { Role } from "../../../lib/common/docker/labels";
import { asked } from "./asked";
import { figure, secondsSince } from "./figures";
import { itOnDocker } from "./host";
import { Load } from "./load";
import { DockerStack } from "./stack";
import { until } from "./until";
import { WatchedStack } from "./watched";

/** Nothing here goes faster than in life, save what a user would set shorter. */
const TIMEOUT = 1_800_000;

/** Stops what Docker does not start again by itself. @returns what starts it */
async function stop({ docker, running }: Stopping, role: Role): Promise<() => Promise<void>> {
  const { Id } = await running(role);
  const container = docker.getContainer(Id);
  await container.stop({ t: 1 });
  return () => container.start();
}

interface Stopping {
  docker: DockerStack["docker"];
  running: (role: Role) => Promise<{ Id: string }>;
}

/** Something goes wrong and is mended: who was told, and how soon. */
async function expectOneMessage(
  watched: WatchedStack,
  words: string,
  goesWrong: () => Promise<() => Promise<void>>,
): Promise<void> {
  const since = (await watched.messages()).length;
  let began = Date.now();
  const mend = await goesWrong();
  await watched.message("firing", words, since);
  const fired = secondsSince(began);
  // What else there is to tell would have come by now: the longest of the probes, and what messages wait for each other.
  await setTimeout(90_000);
  began = Date.now();
  await mend();
  await watched.message("resolved", words, since);
  const resolved = secondsSince(began);
  expect(await watched.told("firing", since)).toEqual([words]);
  expect(await watched.told("resolved", since)).toEqual([words]);
  figure(`alert ${words}: fires after ${fired}, is over ${resolved} after its mend; 1 page, 1 end`);
}

/** Users meet an answer that they should not, for as long as it takes. */
async function missing(stack: DockerStack): Promise<() => Promise<void>> {
  const load = Load.on(stack.url("/status?code=404"), { clients: 2, perSecond: 4 });
  return async () => {
    await load.stop();
  };
}

describe("people are told", () => {
  itOnDocker(
    "of an outage once, whatever noticed it, and once that it is over",
    ground =>
      DockerStack.with(ground, async stack => {
        const watched = await WatchedStack.up(stack);
        const stopping = { docker: stack.docker, running: (role: Role) => stack.running(role) };
        await expectOneMessage(watched, "critical Outage/web", () => stop(stopping, "service"));
        // The service fails with it, which the one message says.
        await expectOneMessage(watched, "critical Outage/shop-database", () => stop(stopping, "database"));
        const pages = (await watched.messages()).filter(
          ({ receiver, status }) => receiver === "critical" && status === "firing",
        );
        expect(pages.map(({ alerts }) => alerts[0]?.annotations.description)).toEqual([
          expect.stringContaining("NoHealthyInstance of web."),
          expect.stringContaining("DatabaseDown of shop-database."),
        ]);
      }),
    TIMEOUT,
  );

  itOnDocker(
    "of worse service, of a limit, and of the day",
    ground =>
      DockerStack.with(ground, async stack => {
        const after = { degradation: "1 minute", warning: "3 minutes" };
        const watched = await WatchedStack.up(stack, {
          alerts: { after, minimumRequests: 60, memory: 50, cpu: false },
        });
        await expectOneMessage(watched, "degradation ClientErrors/web", () => missing(stack));
        await expectOneMessage(watched, "warning MemoryLimit/web", async () => {
          await fetch(stack.url("/hold?mib=320"));
          return async () => void (await fetch(stack.url("/hold?mib=0")));
        });

        const began = Date.now();
        await asked(stack, "run", "daily-summary", "--yes");
        await watched.message("firing", "daily DailySummary/shop");
        const [summary] = (await watched.messages()).filter(({ receiver }) => receiver === "daily");
        expect(summary?.alerts[0]?.annotations.description).toMatch(/^fullest disk /m);
        figure(`alert daily DailySummary/shop: comes ${secondsSince(began)} after its job was started; 1 message`);
      }),
    TIMEOUT,
  );

  itOnDocker(
    "of no planned maintenance",
    ground =>
      DockerStack.with(ground, async stack => {
        const watched = await WatchedStack.up(stack);
        const stopping = { docker: stack.docker, running: (role: Role) => stack.running(role) };
        let began = Date.now();
        await asked(stack, "maintenance", "on", "web", "--yes");
        await until("it is known", async () => (await watched.firing()).includes("Maintenance/web"));
        figure(`maintenance: the alarms know of it after ${secondsSince(began)}`);

        const start = await stop(stopping, "service");
        const sign = "NoHealthyInstance/web";
        await until("the service is seen to be out", async () => (await watched.firing()).includes(sign), 180);
        // Two probes from outside, and what an outage's message waits.
        await setTimeout(150_000);
        expect(await watched.firing()).toEqual(expect.arrayContaining(["Maintenance/web", "NoHealthyInstance/web"]));
        await start();
        await until("the service is well", async () => !(await watched.firing()).includes(sign), 120);

        began = Date.now();
        await asked(stack, "maintenance", "off", "web", "--yes");
        await until("all is well", async () => (await watched.firing()).length === 0, 480);
        expect(await watched.told("firing")).toEqual([]);
        figure(`maintenance: alarms are on again ${secondsSince(began)} after its end; 0 pages`);
      }),
    TIMEOUT,
  );
});
