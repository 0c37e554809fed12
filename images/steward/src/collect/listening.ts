import { once } from "node:events";
import type { Server } from "node:net";

/** Comes out when a server listens. @throws Error when the port is taken */
export async function listening(server: Server, port: number): Promise<void> {
  server.listen(port);
  try {
    await once(server, "listening");
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw taken ? new Error(`port ${port} is taken; give the collector another`) : error;
  }
}
