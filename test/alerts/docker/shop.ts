import { collected } from "../../../lib/alerts/docker/monitoring";
import { figuresOf } from "../../../lib/health/defaults";
import { blackboxConfig } from "../../../lib/health/docker/blackbox";
import { healthMonitoring } from "../../../lib/health/docker/monitoring";
import { SEVERITIES, type Severity } from "../../../lib/notifications";
import { alertmanagerConfig } from "../../../lib/notifications/docker/config";
import type { DockerWatch } from "../../../lib/target/docker/watch";
import { filesOf } from "./generated";
import { quickConfig, quickRules } from "./quick";
import { type Message, type Stage, until } from "./stage";

/** A shop that is really watched: Prometheus, Alertmanager, a prober and an exporter of the host, and who is told. */
export class WatchedShop {
  readonly told: Record<Severity, Message[]> = { critical: [], degradation: [], warning: [], daily: [] };
  /** What the steward says of containers and jobs. */
  metrics = "";
  /** What the proxy says of the maintenance page. */
  page = "";
  prometheus = "";
  alertmanager = "";
  private service = { port: 0, close: async () => {} };
  private proxy = { port: 0, close: async () => {} };

  constructor(private readonly stage: Stage) {}

  async open(): Promise<void> {
    this.service = await this.stage.serve((_, response) => response.end("ok"));
    this.proxy = await this.stage.serve((_, response) => response.end(this.page));
    const steward = await this.stage.serve((_, response) => response.end(this.metrics));
    await this.startAlertmanager();
    const blackbox = await this.startBlackbox();
    const exporter = await this.startNodeExporter();
    await this.startPrometheus(this.watch(steward.port), blackbox, exporter);
  }

  async stopService(): Promise<void> {
    await this.service.close();
  }

  async startService(): Promise<void> {
    this.service = await this.stage.serve((_, response) => response.end("ok"), this.service.port);
  }

  async stopProxy(): Promise<void> {
    await this.proxy.close();
  }

  /** Waits for a message of a severity, the so-many-th of its status. */
  async message(severity: Severity, status: Message["status"], count = 1): Promise<Message> {
    const found = () => this.told[severity].filter(message => message.status === status)[count - 1];
    await until(`${severity}: ${status} ${count}; came: ${JSON.stringify(this.told)}`, found);
    const message = found();
    if (!message) throw new Error("it went away");
    return message;
  }

  /** What Prometheus answers. */
  async asked(path: string): Promise<string> {
    return (await fetch(`http://${this.prometheus}/api/v1/${path}`)).text();
  }

  private isOver(severity: Severity): boolean {
    const count = (status: Message["status"]) =>
      this.told[severity].filter(message => message.status === status).length;
    return count("firing") === count("resolved");
  }

  private watch(steward: number): DockerWatch {
    const address = `127.0.0.1:${this.service.port}`;
    return {
      endpoints: [{ service: "web", url: `http://${address}`, path: "/" }],
      services: { web: { minimumInstances: 1, alias: "web", port: this.service.port, path: "/" } },
      workers: { mailer: { minimumInstances: 2 } },
      proxy: `127.0.0.1:${this.proxy.port}`,
      steward: `127.0.0.1:${steward}`,
    };
  }

  private async startAlertmanager(): Promise<void> {
    const receiver = await this.stage.serve((request, response) => {
      const severity = SEVERITIES.find(each => request.url === `/${each}`);
      let body = "";
      request.on("data", chunk => {
        body += chunk;
      });
      request.on("end", () => {
        if (severity) this.told[severity].push(JSON.parse(body));
        response.end();
      });
    });
    const channel = (severity: Severity) => [{ webhook: `http://127.0.0.1:${receiver.port}/${severity}` }];
    const pace = { group_wait: "1s", group_interval: "1s", repeat_interval: "1h" };
    const config = alertmanagerConfig({
      channels: {
        critical: channel("critical"),
        degradation: channel("degradation"),
        warning: channel("warning"),
        daily: channel("daily"),
      },
      pace: { critical: pace, degradation: pace, warning: pace, daily: pace },
    });
    const file = await this.stage.file("alertmanager.yml", JSON.stringify(config));
    const port = await this.stage.freePort();
    this.alertmanager = `127.0.0.1:${port}`;
    const args = [`--config.file=${file}`, "--storage.path=am", `--web.listen-address=${this.alertmanager}`];
    const alone = "--cluster.listen-address=";
    await this.stage.run("prometheus-alertmanager", [...args, alone], `http://${this.alertmanager}/-/ready`);
  }

  private async startBlackbox(): Promise<string> {
    const config = blackboxConfig(figuresOf({}, "production"));
    const file = await this.stage.file("blackbox.yml", JSON.stringify(config));
    const address = `127.0.0.1:${await this.stage.freePort()}`;
    const args = [`--config.file=${file}`, `--web.listen-address=${address}`];
    await this.stage.run("prometheus-blackbox-exporter", args, `http://${address}/`);
    return address;
  }

  private async startNodeExporter(): Promise<string> {
    const address = `127.0.0.1:${await this.stage.freePort()}`;
    const args = ["--path.rootfs=/", `--web.listen-address=${address}`];
    await this.stage.run("prometheus-node-exporter", args, `http://${address}/`);
    return address;
  }

  private async startPrometheus(watch: DockerWatch, blackbox: string, exporter: string): Promise<void> {
    const health = healthMonitoring("shop-health", blackbox, watch, figuresOf({}, "production"));
    // The host that runs the test may be busy; its own limits are no part of this.
    const own = collected("shop-alerts", exporter, { watch, cpu: false, memory: false, disk: false });
    const monitoring = { scrapes: [...own.scrapes, ...health.scrapes], rules: [...own.rules, ...health.rules] };
    const files = await filesOf({ monitoring, services: ["web"], alertmanager: this.alertmanager });
    const rules = await this.stage.file("rules.yml", quickRules(files["rules.yml"] ?? ""));
    const replicas = `127.0.0.1:${this.service.port}`;
    const config = await this.stage.file("prometheus.yml", quickConfig(files["prometheus.yml"] ?? "", rules, replicas));
    this.prometheus = `127.0.0.1:${await this.stage.freePort()}`;
    const args = [`--config.file=${config}`, "--storage.tsdb.path=tsdb", `--web.listen-address=${this.prometheus}`];
    await this.stage.run("prometheus", args, `http://${this.prometheus}/-/ready`);
    await until("Prometheus knows whom to tell", async () => /api\/v2\/alerts/.test(await this.asked("alertmanagers")));
    // What it has not seen yet is out, as far as it knows; in life it looks before it has waited long enough to tell.
    const standing = `query?query=${encodeURIComponent('ALERTS{alertname!="Heartbeat"}')}`;
    await until("all is well", async () => /"result":\[\]/.test(await this.asked(standing)));
    await until("whoever was told before is told that it is over", () => SEVERITIES.every(each => this.isOver(each)));
    for (const severity of SEVERITIES) this.told[severity].length = 0;
  }
}
