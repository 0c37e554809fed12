import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

/** A replica of a service on the loopback, which says its own name. */
export class Replica {
  status = 200;
  /** How long an answer takes, in milliseconds. */
  delay = 0;
  /** The headers of the last request. */
  headers: IncomingHttpHeaders = {};
  answered = 0;
  private readonly server: Server;

  constructor(readonly name: string) {
    this.server = createServer((request, response) => {
      this.headers = request.headers;
      request.resume();
      request.once("end", () =>
        setTimeout(() => {
          this.answered++;
          response.statusCode = this.status;
          response.end(this.name);
        }, this.delay),
      );
    });
  }

  async listen(port = 0): Promise<number> {
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return address.port;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}
