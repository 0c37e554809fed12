import { createServer, type RequestListener, type Server } from "node:http";
import type Docker from "dockerode";

/** What Alertmanager sends to a webhook, as far as the tests look at it. */
export interface Message {
  status: "firing" | "resolved";
  receiver: string;
  alerts: { status: string; labels: Record<string, string>; annotations: Record<string, string> }[];
}

/** A webhook on this machine that containers can reach. */
export class Receiver {
  readonly messages: Message[] = [];
  private readonly server: Server = createServer(this.receive());
  private address = "";

  static async start(docker: Docker): Promise<Receiver> {
    const receiver = new Receiver();
    const host = await gatewayOf(docker);
    await new Promise<void>(resolve => receiver.server.listen(0, host, resolve));
    const address = receiver.server.address();
    if (address === null || typeof address === "string") throw new Error("the receiver has no port");
    receiver.address = `http://${host}:${address.port}/`;
    return receiver;
  }

  get url(): string {
    return this.address;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private receive(): RequestListener {
    return (request, response) => {
      let text = "";
      request.setEncoding("utf8").on("data", part => {
        text += part;
      });
      request.on("end", () => {
        this.messages.push(JSON.parse(text));
        response.end();
      });
    };
  }
}

/** This machine, as containers of every bridge see it. */
async function gatewayOf(docker: Docker): Promise<string> {
  const { IPAM } = await docker.getNetwork("bridge").inspect();
  const gateway = IPAM?.Config?.[0]?.Gateway;
  if (gateway === undefined) throw new Error("Docker's bridge has no gateway");
  return gateway;
}
