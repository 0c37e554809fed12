import { architectureCheck, componentChecks } from "../../common/args";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { isFoundation } from "../../foundation/docker";
import { checkTogether } from "../combinations";
import { workloadChecks } from "../rules";
import type { ContainerArgs, Workload } from "../spec";
import type { Authority, DockerDeploymentTargetArgs, PublicPorts } from "./args";
import { DEFAULT_PORTS } from "./place";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const STORED = /^[A-Za-z0-9][\w.-]*(?:\/(?!\.{1,2}(?:\/|$))[\w.-]+)+$/;

const port = check.number({ min: 1, max: 65_535 });

/** A resource that another part of this row gives, or something of the same shape. */
function partWith(member: string, what: string): check.Check {
  return check.plain((value, path, mistakes) => {
    if (typeof value !== "object" || value === null || !(member in value))
      mistakes.add(path, `is no ${what}; write new docker.${what}(…), or leave it out`);
  });
}

const shape = check.object<DockerDeploymentTargetArgs>({
  ...componentChecks,
  ...workloadChecks,
  foundation: isFoundation,
  registry: partWith("build", "Registry"),
  logs: partWith("container", "LogAggregation"),
  database: partWith("secrets", "Database"),
  cache: partWith("secrets", "Cache"),
  storage: partWith("environment", "FileStore"),
  architecture: architectureCheck,
  ports: check.object<PublicPorts>({ http: port, https: port }),
  authority: check.object<Authority>({
    email: check.text(EMAIL, 'write an e-mail address, such as "ops@example.com"'),
    directory: check.text(/^https:\/\/\S+$/, 'write its address, such as "https://ca.example.com/acme/acme/directory"'),
  }),
  accessLog: check.flag,
  transform: check.transforms,
});

/** Everything that can be wrong with a deployment target on a Docker host. */
export const targetCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (!isTargetArgs(value)) return;
  checkTogether(value, mistakes);
  checkPorts(value, mistakes);
  checkCertificates(value, mistakes);
  for (const [where, container] of containers(value)) checkSecrets(where, container, mistakes);
};

function isTargetArgs(value: unknown): value is DockerDeploymentTargetArgs {
  return check.isPlainObject(value);
}

function* containers({ services, workers, jobs }: Workload): Generator<[path: string, container: ContainerArgs]> {
  for (const [kind, members] of Object.entries({ services, workers, jobs })) {
    for (const [name, container] of Object.entries(check.isPlainObject(members) ? members : {})) {
      if (check.isPlainObject(container)) yield [`${kind}.${name}`, container];
    }
  }
}

function checkPorts({ ports }: DockerDeploymentTargetArgs, mistakes: Mistakes): void {
  if (!check.isPlainObject(ports)) return;
  const { http, https } = { ...DEFAULT_PORTS, ...ports };
  if (http === https) mistakes.add("ports.https", `${https} is the port for HTTP as well; write another`);
}

/** Certificates lie in the proxy, which gets and renews them; there is no store of them to point into. */
function checkCertificates({ services }: DockerDeploymentTargetArgs, mistakes: Mistakes): void {
  for (const [name, service] of Object.entries(check.isPlainObject(services) ? services : {})) {
    if (!check.isPlainObject(service) || service.certificate === undefined || service.certificate === "internal")
      continue;
    mistakes.add(
      `services.${name}.certificate`,
      'is not offered on a Docker host, whose proxy gets certificates itself; leave it out, or write "internal" for one that browsers do not trust',
    );
  }
}

function checkSecrets(path: string, { secrets, environment }: ContainerArgs, mistakes: Mistakes): void {
  for (const [name, secret] of Object.entries(check.isPlainObject(secrets) ? secrets : {})) {
    if (check.isPlainObject(environment) && Object.hasOwn(environment, `${name}_FILE`))
      mistakes.add(
        `${path}.environment.${name}_FILE`,
        `is the variable that says where the secret ${name} lies; name one of the two otherwise`,
      );
    if (!check.isPlainObject(secret)) continue;
    if (secret.key !== undefined)
      mistakes.add(
        `${path}.secrets.${name}.key`,
        "is not offered on a Docker host, which keeps secrets in volumes; leave it out",
      );
    if (typeof secret.stored === "string" && !STORED.test(secret.stored))
      mistakes.add(
        `${path}.secrets.${name}.stored`,
        'is no file of a volume; write the volume and the path in it, such as "shop-secrets/DATABASE_URL"',
      );
  }
}
