import { z } from "zod";
import { type Connection, connectionFrom, parseHost } from "../common/docker/host";
import type { Setting } from "../common/docker/host/connection";
import type { Manifest } from "./index";
import { pulumi, type Where } from "./pulumi";

const configuration = z.record(z.string(), z.object({ value: z.string().optional(), secret: z.boolean().optional() }));

/** The settings of Pulumi's Docker provider in a stack's configuration, by which its updates reach the host. */
export async function settingsOf(where: Where): Promise<Setting> {
  const plain = await configurationOf(where);
  const hidden = Object.entries(plain).some(([key, { secret }]) => key.startsWith("docker:") && secret);
  const settings = hidden ? await configurationOf(where, "--show-secrets") : plain;
  return name => settings[`docker:${name}`]?.value;
}

/** How the Docker host of a stack is reached. One that is named by hand is reached by the variables alone, as any machine. */
export async function connectionOf(where: Where, host: string | undefined): Promise<Connection> {
  return host === undefined ? connectionFrom(await settingsOf(where)) : connectionFrom(none, host);
}

/** How the host of a running system is reached: one that is named by hand, else that of the update, else by the variables. */
export function connectionTo(manifest: Manifest, host?: string, setting: Setting = none): Connection {
  return host === undefined ? connectionFrom(setting, hostIn(manifest)) : connectionFrom(none, host);
}

/** Whether more than its address is needed to reach a system's host: certificates, or arguments of ssh. */
export function isFar(manifest: Manifest): boolean {
  const host = hostIn(manifest);
  return host !== undefined && parseHost(host).kind !== "socket";
}

const none: Setting = () => undefined;

/** Where the program found its host, it wrote it down. */
function hostIn({ details }: Manifest): string | undefined {
  return typeof details.host === "string" ? details.host : undefined;
}

async function configurationOf(where: Where, ...more: string[]): Promise<z.infer<typeof configuration>> {
  return configuration.parse(JSON.parse(await pulumi(where, "config", "--json", ...more)));
}
