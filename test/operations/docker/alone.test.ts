import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../../lib/common/docker/host";
import { PlainError } from "../../../lib/common/errors";
import { alone } from "../../../lib/operations/docker/alone";
import { System } from "../../../lib/operations/docker/system";

/** A host on which a name is given once. */
class Names {
  readonly given = new Set<string>();
  readonly server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://docker");
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (url.pathname === "/containers/json") return answer(200, [{ Id: "s", ImageID: "steward", Created: 1 }]);
    const name = url.searchParams.get("name") ?? "";
    if (request.method === "DELETE") this.given.delete(url.pathname.slice("/containers/".length));
    else if (this.given.has(name)) return answer(409, { message: "Conflict" });
    else this.given.add(name);
    return answer(200, { Id: name });
  });
}

const names = new Names();
const folder = mkdtempSync(join(tmpdir(), "daytwo-alone-"));
const system = new System(connect({ host: `unix://${folder}/names.sock` }), { project: "shop", stack: "prod" });
beforeAll(() => new Promise<void>(resolve => names.server.listen(`${folder}/names.sock`, resolve)));
afterAll(() => {
  names.server.close();
  rmSync(folder, { recursive: true });
});

test("of two at the same time the second is refused, and the first goes on", async () => {
  const steps: string[] = [];
  const first = alone(system, "restore", async () => {
    const second = alone(system, "restore", async () => steps.push("second"));
    await expect(second).rejects.toThrow(
      new PlainError("another restore of shop/prod runs; wait for its end, or run daytwo repair when it was killed"),
    );
    steps.push("first");
    return "done";
  });
  expect(await first).toBe("done");
  expect(steps).toEqual(["first"]);
});

test("the next one may begin when one has ended, however it ended", async () => {
  const failing = alone(system, "restore", () => Promise.reject(new Error("broken")));
  await expect(failing).rejects.toThrow("broken");
  expect(await alone(system, "restore", async () => "done")).toBe("done");
  expect([...names.given]).toEqual([]);
});
