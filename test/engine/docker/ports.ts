import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that Linux gives to outgoing connections, one of which could take a port before it is used. */
const [FIRST, LAST] = [10_000, 32_000];

/** So many ports of this machine that nothing uses. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise(resolve => {
    server.on("error", () => resolve(false));
    server.listen(port, "0.0.0.0", () => server.close(() => resolve(true)));
  });
}
