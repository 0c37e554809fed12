import { LABELS } from "../../../lib/common/docker/labels";
import { ask } from "../../../lib/operations/docker/ask";
import { nameOf, System } from "../../../lib/operations/docker/system";
import { type Message, Receiver } from "./receiver";
import { service, whole } from "./specs";
import type { DockerStack, Spec } from "./stack";
import { until } from "./until";

/** A stack with all that the row has, whose alarms come to a webhook. */
export class WatchedStack {
  private constructor(
    readonly stack: DockerStack,
    private readonly receiver: Receiver,
    private readonly system: System,
  ) {}

  /** Brings it up, and waits until everything has been looked at and all is well. The service needs the database. */
  static async up(stack: DockerStack, more: Spec = {}): Promise<WatchedStack> {
    const channels = [{ webhook: Receiver.url }];
    const spec = await whole("1");
    await stack.wants({
      ...spec,
      services: { web: service("1", { MODE: "database" }) },
      notify: { critical: channels, degradation: channels, warning: channels, daily: channels },
      // Of the waits, only these are shorter than usual: what is told at once has the usual ones.
      notifications: { pace: { degradation: SHORT, warning: SHORT } },
      health: { interval: "1 minute" },
      ...more,
    });
    await stack.workspace.deploy();
    const { Labels } = await stack.running("prometheus");
    const owner = { project: Labels[LABELS.project] ?? "", stack: stack.name };
    const watched = new WatchedStack(stack, await Receiver.start(stack), new System(stack.docker, owner));
    await until("all is well", () => watched.isWell(), 240);
    // That it was not there yet is no outage.
    expect(await watched.told("firing")).toEqual([]);
    return watched;
  }

  /** The names and subjects of the alerts that stand, also those that are told nobody. */
  async firing(): Promise<string[]> {
    const found = await this.ask('ALERTS{alertstate="firing",alertname!="Heartbeat",subject!="host"}');
    return found.map(({ metric }) => `${metric.alertname}/${metric.subject}`);
  }

  /** What came of a status since some messages, in words: "critical Outage/web". The host is not this test's alone. */
  async told(status: Message["status"], since = 0): Promise<string[]> {
    const messages = (await this.receiver.messages()).slice(since).filter(message => message.status === status);
    return messages.flatMap(({ receiver, alerts }) => {
      const names = alerts.map(({ labels }) => `${labels.alertname}/${labels.subject}`);
      return names.every(name => name.endsWith("/host")) ? [] : [`${receiver} ${names.sort().join(" ")}`];
    });
  }

  /** Waits for a message. */
  async message(status: Message["status"], words: string, since = 0, seconds = 480): Promise<void> {
    const came = async () => (await this.told(status, since)).includes(words);
    await until(`${words} is ${status}`, came, seconds).catch(async error => {
      throw new Error(`${error}; came: ${JSON.stringify(await this.receiver.messages())}`);
    });
  }

  messages(): Promise<Message[]> {
    return this.receiver.messages();
  }

  private async isWell(): Promise<boolean> {
    const seen = 'count(probe_success == 1 or pg_up == 1 or daytwo_job_running{job="greet"} == 0)';
    const [count] = await this.ask(seen);
    return Number(count?.value[1]) === 4 && (await this.firing()).length === 0;
  }

  private async ask(query: string): Promise<Sample[]> {
    const prometheus = nameOf(await this.stack.running("prometheus"));
    const url = `http://${prometheus}:9090/api/v1/query?query=${encodeURIComponent(query)}`;
    return samples(await ask(this.system, "test", url));
  }
}

const SHORT = { wait: "15 seconds", news: "15 seconds" };

interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

function samples(answer: unknown): Sample[] {
  const { data }: { data: { result: Sample[] } } = JSON.parse(JSON.stringify(answer));
  return data.result;
}
