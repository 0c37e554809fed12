import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that speaks as much of S3 as rclone asks of it, for tests. */
export class S3Server {
  /** Objects by bucket and key: "logs/web/2026-01-31.0000.ndjson.gz". */
  readonly objects = new Map<string, Buffer>();
  /** Whether it gives back something else than was put there. */
  garbles = false;
  /** The access keys that requests were signed with. */
  readonly signers = new Set<string>();
  private readonly headers = new Map<string, Record<string, string>>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  /** Starts it, and gives its address. */
  async listen(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${portOf(this.server.address())}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://s3");
    const key = decodeURIComponent(url.pathname.slice(1)).replace(/\/$/, "");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    this.signers.add(/Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1] ?? "nobody");
    if (request.method === "PUT") this.put(key, Buffer.concat(chunks), request, response);
    else if (request.method === "DELETE") response.writeHead(this.objects.delete(key) ? 204 : 404).end();
    else if (key.includes("/")) this.get(key, request.method === "HEAD", response);
    else response.writeHead(200, { "content-type": "application/xml" }).end(this.listed(key, url.searchParams));
  }

  private put(key: string, body: Buffer, { headers }: IncomingMessage, response: ServerResponse): void {
    const kept = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"));
    this.objects.set(key, body);
    this.headers.set(key, Object.fromEntries(kept.map(([name, value]) => [name, String(value)])));
    response.writeHead(200, { etag: etag(body) }).end();
  }

  private get(key: string, headOnly: boolean, response: ServerResponse): void {
    const body = this.objects.get(key);
    if (!body) return void response.writeHead(404).end();
    const head = { etag: etag(body), "content-length": body.length, "last-modified": new Date(0).toUTCString() };
    response
      .writeHead(200, { ...head, ...this.headers.get(key) })
      .end(headOnly ? undefined : this.garbles ? body.toString().toUpperCase() : body);
  }

  private listed(bucket: string, query: URLSearchParams): string {
    const prefix = query.get("prefix") ?? "";
    const keys = [...this.objects.keys()].filter(key => key.startsWith(`${bucket}/${prefix}`)).sort();
    const contents = keys.map(key => {
      const body = this.objects.get(key) ?? Buffer.alloc(0);
      const name = key.slice(bucket.length + 1);
      return `<Contents><Key>${name}</Key><LastModified>1970-01-01T00:00:00.000Z</LastModified><ETag>${etag(body)}</ETag><Size>${body.length}</Size></Contents>`;
    });
    const about = `<Name>${bucket}</Name><Prefix>${prefix}</Prefix><KeyCount>${keys.length}</KeyCount><IsTruncated>false</IsTruncated>`;
    return `<?xml version="1.0"?><ListBucketResult>${about}${contents.join("")}</ListBucketResult>`;
  }
}

function etag(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
