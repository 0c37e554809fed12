import { createServer } from "node:net";
import type Docker from "dockerode";
import type { Mistakes } from "../../errors";
import { listens } from "../../listens";
import type { Address } from "../host/address";
import { LABELS } from "../labels";

/** A port of the host that a container is to answer on. */
export interface Published {
  port: number;
  /** Where the user wrote it, by which a message names it: "ports.http". */
  path: string;
  /** The address of the host that it is bound to. @default - all of them */
  address?: string;
}

/** Whose containers are not in the way, because the update replaces them. */
export interface Owner {
  project: string;
  stack: string;
}

/** That no two parts publish one port; those before `from` have been looked at. */
export function checkOnce(ports: readonly Published[], from: number, mistakes: Mistakes): void {
  for (const [index, published] of ports.entries()) {
    const other = ports.slice(0, index).find(before => collide(before, published));
    if (index >= from && other !== undefined)
      mistakes.add(published.path, `${published.port} is the port of ${other.path} as well; write another`);
  }
}

function collide(one: Published, other: Published): boolean {
  return one.port === other.port && (isAll(one) || isAll(other) || one.address === other.address);
}

function isAll({ address = "0.0.0.0" }: Published): boolean {
  return address === "0.0.0.0";
}

/** That every port is free, or held by a container of this stack. */
export async function checkPorts(
  docker: Docker,
  address: Address,
  ports: readonly Published[],
  owner: Owner,
  mistakes: Mistakes,
): Promise<void> {
  const containers = await docker.listContainers();
  for (const published of ports) {
    const holder = containers.find(({ Ports = [] }) =>
      Ports.some(port => port.PublicPort === published.port && port.Type !== "udp"),
    );
    const inUse = `port ${published.port} is in use`;
    if (holder === undefined) {
      if (await taken(address, published))
        mistakes.add(published.path, `${inUse} by another program on the host; stop it, or write another port`);
    } else if (!isOwn(holder.Labels, owner)) {
      const name = holder.Names[0]?.replace(/^\//, "") ?? holder.Id;
      mistakes.add(published.path, `${inUse} by the container ${name}; stop it, or write another port`);
    }
  }
}

function isOwn(labels: Record<string, string>, { project, stack }: Owner): boolean {
  return labels[LABELS.project] === project && labels[LABELS.stack] === stack;
}

/** On this machine by binding the port, which also finds what listens on one address only; on another by connecting to it. */
async function taken(address: Address, { port, address: bound = "0.0.0.0" }: Published): Promise<boolean> {
  const local = address.kind === "socket";
  const refused = local ? await bindFails(port, bound) : "EACCES";
  if (refused === "EADDRINUSE") return true;
  // Ports under 1024 are not for every user to bind, nor another machine's for anybody; whether somebody answers can still be seen.
  if (refused === "EACCES" || refused === "EPERM") return listens({ host: local ? "127.0.0.1" : address.host, port });
  return false;
}

function bindFails(port: number, host: string): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
