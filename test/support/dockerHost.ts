import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** JSON, or bytes as they are. */
type Answer = object | Buffer;

/** A Docker host's refusal. */
export class Refused {
  constructor(readonly status: number) {}
}

/** What a Docker host answers, by the path that is asked; where it depends on the query, by that. */
export type Answers = Record<string, Answer | ((query: string) => Answer)>;

/** Stands in for a Docker host, on a socket of its own. */
export class FakeDocker {
  /** By path without the query, in which "*" is any container; what is not here is not found. */
  answers: Answers = {};
  /** The queries that were asked, decoded. */
  readonly asked: string[] = [];
  /** What was to change something: "POST /containers/<id>/start", and what came with it. */
  readonly changes: { what: string; body: string }[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), "daytwo-docker-"));
  readonly host = `unix://${this.folder}/docker.sock`;
  private readonly server: Server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    const [path = "", query = ""] = url.split("?");
    this.asked.push(decodeURIComponent(query));
    void text(request).then(body => {
      if (method !== "GET") this.changes.push({ what: `${method} ${path}`, body });
      const found = this.answers[path] ?? this.answers[path.replace(/^\/containers\/[^/]+\//, "/containers/*/")];
      const answer = typeof found === "function" ? found(decodeURIComponent(query)) : found;
      const bytes = Buffer.isBuffer(answer);
      const type = bytes ? "application/octet-stream" : "application/json";
      const status = answer instanceof Refused ? answer.status : 200;
      response.writeHead(answer ? status : 404, { "content-type": type });
      response.end(bytes ? answer : JSON.stringify(answer ?? { message: "no such container" }));
    });
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

/** Stands in for the Docker host of this machine while the tests of a file run. */
export function onFakeDocker(): FakeDocker {
  const docker = new FakeDocker();
  const former = process.env.DOCKER_HOST;
  beforeAll(async () => {
    process.env.DOCKER_HOST = docker.host;
    await docker.start();
  });
  afterAll(() => {
    docker.stop();
    if (former === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = former;
  });
  return docker;
}

/** A tar archive of one file, as far as it is read. */
export function tarOf(content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(Buffer.byteLength(content).toString(8).padStart(11, "0"), 124);
  return Buffer.concat([header, Buffer.from(content.padEnd(512, "\0"))]);
}

/** What a container printed, as it is sent over an attachment: each piece behind eight bytes. */
export function printed(...lines: string[]): Buffer {
  const pieces = lines.map(line => {
    const header = Buffer.alloc(8);
    header.writeUInt8(1, 0);
    header.writeUInt32BE(Buffer.byteLength(line) + 1, 4);
    return Buffer.concat([header, Buffer.from(`${line}\n`)]);
  });
  return Buffer.concat(pieces);
}
