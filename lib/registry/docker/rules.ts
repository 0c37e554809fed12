import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { isFoundation } from "../../foundation/docker";
import { registryChecks } from "../rules";
import type { RegistryArgs, RegistryTls } from "./args";

const ADDRESS = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

const shape = check.object<RegistryArgs>({
  ...registryChecks,
  foundation: isFoundation,
  address: check.text(ADDRESS, 'write a host, and the path that images go below, such as "ghcr.io/acme"'),
  username: check.input(check.text(/^[^\s:]+$/, "write a name without spaces and colons")),
  password: check.input(check.secret),
  port: check.number({ min: 1, max: 65_535 }),
  tls: check.object<RegistryTls>(
    {
      host: check.text(HOST, 'write the host name of the certificate, such as "registry.example.com"'),
      certificate: check.input(check.content),
      key: check.input(check.secret),
    },
    { required: ["host", "certificate", "key"] },
  ),
  transform: check.transforms,
});

/** Everything that can be wrong with a registry's args. */
export const registryCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (!isArgs(value)) return;
  const at = (name: string) => (path ? `${path}.${name}` : name);
  if (value.address !== undefined) checkOutside(value, at, mistakes);
  else if (value.username !== undefined && value.password === undefined)
    mistakes.add(at("username"), "stands without a password; write both, or leave both out for one that is made up");
};

function isArgs(value: unknown): value is RegistryArgs {
  return check.isPlainObject(value);
}

function checkOutside(
  { username, password, port, tls }: RegistryArgs,
  at: (name: string) => string,
  mistakes: Mistakes,
): void {
  for (const [name, value] of Object.entries({ port, tls }))
    if (value !== undefined)
      mistakes.add(
        at(name),
        "is for a registry of its own, which there is none of with an address; leave one of the two out",
      );
  if ((username === undefined) !== (password === undefined))
    mistakes.add(at("username"), "and password belong together; write both, or neither to push as docker login has it");
}
