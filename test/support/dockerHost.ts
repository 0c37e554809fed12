import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a Docker host answers: JSON, or bytes as they are, by the path that is asked. */
export type Answers = Record<string, object | Buffer>;

/** Stands in for a Docker host, on a socket of its own. */
export class FakeDocker {
  /** By path without the query; what is not here is not found. */
  answers: Answers = {};
  /** The queries that were asked, decoded. */
  readonly asked: string[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), "daytwo-docker-"));
  readonly host = `unix://${this.folder}/docker.sock`;
  private readonly server: Server = createServer(({ url = "" }, response) => {
    const [path = "", query = ""] = url.split("?");
    this.asked.push(decodeURIComponent(query));
    const answer = this.answers[path];
    const bytes = Buffer.isBuffer(answer);
    response.writeHead(answer ? 200 : 404, { "content-type": bytes ? "application/octet-stream" : "application/json" });
    response.end(bytes ? answer : JSON.stringify(answer ?? { message: "no such container" }));
  });

  start(): Promise<void> {
    return new Promise(resolve => this.server.listen(`${this.folder}/docker.sock`, resolve));
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
    rmSync(this.folder, { recursive: true });
  }
}
