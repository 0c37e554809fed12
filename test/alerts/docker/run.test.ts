import { summarise } from "../../../images/steward/src/summary/prometheus";
import { itNeeds } from "../../support/needs";
import { WatchedShop } from "./shop";
import { type Message, Stage, until } from "./stage";

const PROGRAMS = ["prometheus", "prometheus-alertmanager", "prometheus-blackbox-exporter", "prometheus-node-exporter"];

function metrics({ workers = 2, exitCode = 0 } = {}): string {
  return [
    ...Array.from(
      { length: workers },
      (_, index) => `daytwo_container_running{of="mailer",role="worker",name="${index}"} 1`,
    ),
    `daytwo_job_last_exit_code{job="cleanup"} ${exitCode}`,
    "",
  ].join("\n");
}

function named({ alerts }: Message): string[] {
  return alerts.map(({ labels }) => `${labels.alertname}/${labels.subject}`);
}

/** What came of a status, each message by its alerts. */
function came(messages: readonly Message[], status: Message["status"]): string[][] {
  return messages.filter(message => message.status === status).map(named);
}

itNeeds(PROGRAMS, "each class of alert reaches people once, and so does its end", () =>
  Stage.with(async stage => {
    const shop = new WatchedShop(stage);
    shop.metrics = metrics();
    await shop.open();
    const { told } = shop;

    await shop.stopService();
    expect(named(await shop.message("critical", "firing"))).toEqual(["Outage/web"]);
    await shop.startService();
    expect(named(await shop.message("critical", "resolved"))).toEqual(["Outage/web"]);

    shop.metrics = metrics({ workers: 1 });
    expect(named(await shop.message("degradation", "firing"))).toEqual(["FewWorkers/mailer"]);
    shop.metrics = metrics({ exitCode: 1 });
    await shop.message("degradation", "resolved");
    expect(named(await shop.message("warning", "firing"))).toEqual(["JobFailed/cleanup"]);
    shop.metrics = metrics();
    await shop.message("warning", "resolved");

    await summarise(
      {
        prometheus: `http://${shop.prometheus}`,
        alertmanager: `http://${shop.alertmanager}`,
        application: "shop",
        environment: "production",
        figures: [{ label: "orders", query: "vector(42)" }],
      },
      new AbortController().signal,
      new Date(),
    );
    const [summary] = (await shop.message("daily", "firing")).alerts;
    expect(summary?.annotations.description).toMatch(/^orders {2}42 \(42 the day before\)$/m);

    expect(came(told.critical, "firing")).toEqual([["Outage/web"]]);
    expect(came(told.critical, "resolved")).toEqual([["Outage/web"]]);
    expect(came(told.degradation, "firing")).toEqual([["FewWorkers/mailer"]]);
    expect(came(told.warning, "firing")).toEqual([["JobFailed/cleanup"]]);
    expect(came(told.daily, "resolved")).toEqual([]);
  }),
);

itNeeds(PROGRAMS, "an outage of everything is one message, and mutes what is only a part of it", () =>
  Stage.with(async stage => {
    const shop = new WatchedShop(stage);
    shop.metrics = metrics();
    await shop.open();
    await Promise.all([shop.stopProxy(), shop.stopService()]);
    shop.metrics = metrics({ workers: 1 });
    expect(named(await shop.message("critical", "firing"))).toEqual(["Outage/shop"]);

    const firing = () => shop.asked('query?query=ALERTS{alertstate="firing"}');
    await until("the parts' alerts stand", async () => /NoHealthyInstance.*/.test(await firing()));
    await until("also those of workers", async () => /FewWorkers/.test(await firing()));
    const muted = `http://${shop.alertmanager}/api/v2/alerts?inhibited=true&active=false`;
    await until("they are muted", async () => /FewWorkers/.test(await (await fetch(muted)).text()));
    expect(came(shop.told.critical, "firing")).toEqual([["Outage/shop"]]);
    expect(shop.told.degradation).toEqual([]);
  }),
);

itNeeds(PROGRAMS, "maintenance of everything mutes what it explains, and what lasts longer is told after it", () =>
  Stage.with(async stage => {
    const shop = new WatchedShop(stage);
    shop.metrics = metrics();
    await shop.open();
    shop.page = 'daytwo_maintenance{subject="*"} 1\n';
    const muted = async () =>
      (await fetch(`http://${shop.alertmanager}/api/v2/alerts?inhibited=true&active=false`)).text();
    const firing = () => shop.asked('query?query=ALERTS{alertstate="firing"}');
    await until("the page is known", async () => /Maintenance/.test(await firing()));
    await shop.stopService();
    shop.metrics = metrics({ workers: 1 });
    await until("the service is seen to be out", async () => /NoHealthyInstance/.test(await firing()));
    await until("what is less is muted", async () => /FewWorkers/.test(await muted()));
    await shop.startService();
    await until("the service is seen to be back", async () => !/NoHealthyInstance/.test(await firing()));
    expect([shop.told.critical, shop.told.degradation]).toEqual([[], []]);

    shop.page = "";
    expect(named(await shop.message("degradation", "firing"))).toEqual(["FewWorkers/mailer"]);
    expect(shop.told.critical).toEqual([]);
  }),
);
