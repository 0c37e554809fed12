import type { Container } from "dockerode";
import { imageOf } from "../../support/docker/parts";
import type { DockerStack } from "./stack";

/** What Alertmanager sends to a webhook, as far as the tests look at it. */
export interface Message {
  status: "firing" | "resolved";
  /** The severity. */
  receiver: string;
  alerts: { labels: Record<string, string>; annotations: Record<string, string> }[];
}

const PORT = 8080;
const NAME = "receiver";

/** Prints what comes, a line each. */
const SCRIPT = `require("node:http").createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8").on("data", part => { text += part; });
  request.on("end", () => { console.log(JSON.stringify(JSON.parse(text))); response.end(); });
}).listen(${PORT})`;

/** A webhook on the network of a stack. */
export class Receiver {
  /** Where messages are sent to, before it is there and after. */
  static readonly url = `http://${NAME}:${PORT}/`;

  private constructor(private readonly container: Container) {}

  /** Goes with the stack. */
  static async start({ docker, labels, name }: DockerStack): Promise<Receiver> {
    const [network] = await docker.listNetworks({
      filters: { label: Object.entries(labels).map(each => each.join("=")) },
    });
    if (!network) throw new Error(`the stack ${name} has no network`);
    const container = await docker.createContainer({
      Image: imageOf("tools"),
      Entrypoint: ["node", "-e", SCRIPT],
      Labels: labels,
      HostConfig: { NetworkMode: network.Id, LogConfig: { Type: "json-file", Config: {} } },
      NetworkingConfig: { EndpointsConfig: { [network.Id]: { Aliases: [NAME] } } },
    });
    await container.start();
    return new Receiver(container);
  }

  /** All that came, the oldest first. */
  async messages(): Promise<Message[]> {
    const printed = await this.container.logs({ stdout: true, stderr: true });
    // Docker puts eight bytes before each piece, which may hold any sign; the script's own lines begin with a brace.
    const lines = printed.toString("utf8").split("\n");
    return lines.flatMap(line => (line.includes("{") ? [JSON.parse(line.slice(line.indexOf("{")))] : []));
  }
}
