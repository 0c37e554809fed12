import { PlainError } from "../../common/errors";
import type { MaintenanceSpec } from "../../steward/maintenance";
import { PROXY } from "../../steward/proxy/sockets";
import { mountsOf } from "./mounts";
import { succeedOnce } from "./once";
import { nameOf, type System } from "./system";

/** Shows the maintenance page for a service or for all, or stops showing it. Gives what the steward said. */
export async function setMaintenance(system: System, spec: MaintenanceSpec): Promise<string[]> {
  return succeedOnce(system, "maintenance", {
    command: ["maintenance", JSON.stringify(spec)],
    mounts: [await socketsOf(system)],
    user: "0:0",
  });
}

/** The volume of the proxy's sockets, which only what rules the proxy has. */
async function socketsOf(system: System): Promise<ReturnType<typeof mountsOf>[number]> {
  for (const proxy of await system.containers("proxy")) {
    if (proxy.State !== "running")
      throw new PlainError(`maintenance: the proxy ${nameOf(proxy)} does not run; see daytwo stops`);
    const mounts = mountsOf(await system.docker.getContainer(proxy.Id).inspect());
    const sockets = mounts.find(({ Target }) => Target === PROXY.run);
    if (sockets) return { ...sockets, ReadOnly: false };
  }
  throw new PlainError("maintenance: the stack has no proxy, and so no page to show; services have one");
}
