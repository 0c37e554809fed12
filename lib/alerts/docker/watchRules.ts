import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { eachOnce } from "../../common/once";
import type { DockerEndpoint, DockerWatch, WatchedJob, WatchedService, WatchedWorker } from "../../target/docker/watch";

// Names stand in rules and in the labels of metrics.
const name = check.text(/^[a-z][a-z0-9-]*$/, "write lower-case letters, digits and hyphens, starting with a letter");
const path = check.text(/^\/[^\s{}]*$/, 'write a path that starts with a slash, such as "/healthz"');
const url = check.input(check.text(/^https?:\/\/[^/]+/, 'write an address such as "https://shop.example.com"'));
const address = check.input(
  check.text(/^[A-Za-z0-9][A-Za-z0-9_.-]*:\d{1,5}$/, 'write a host and a port, such as "shop-proxy:9180"'),
);
const instances = check.number({ min: 0, max: 1_000 });

const endpoint = check.object<DockerEndpoint>(
  { service: name, url, path, domain: check.text(), inside: url },
  { required: ["service", "url", "path"] },
);

const service = check.object<WatchedService>(
  {
    minimumInstances: instances,
    alias: check.input(check.text()),
    port: check.number({ min: 1, max: 65_535 }),
    path,
  },
  { required: ["minimumInstances", "alias", "port", "path"] },
);

const worker = check.object<WatchedWorker>({ minimumInstances: instances }, { required: ["minimumInstances"] });

const job = check.object<WatchedJob>({ schedule: check.text() });

const watch = check.object<DockerWatch>(
  {
    endpoints: check.all(check.list(endpoint), onePerService),
    services: check.record(service, name),
    workers: check.record(worker, name),
    jobs: check.record(job, name),
    proxy: address,
    steward: address,
  },
  { required: ["endpoints"] },
);

/** What alarms of this row can look at. */
export const watchCheck: check.Check = watch;

function onePerService(value: unknown, at: string, mistakes: Mistakes): void {
  if (!Array.isArray(value)) return;
  const services = value.map(entry => (check.isPlainObject(entry) ? entry.service : undefined));
  eachOnce("leave one endpoint a service")(services, at, mistakes);
}

/** That components which talk to each other are on one network: one without a foundation makes a network of its own. */
export const onOneNetwork: check.Check = (value, path, mistakes) => {
  if (!check.isPlainObject(value) || value.foundation !== undefined) return;
  const first = ["notifications", "health", "logs", "parts", "alerts"].find(name => value[name] !== undefined);
  if (first === undefined) return;
  mistakes.add(
    check.join(path, "foundation"),
    `is missing beside ${first}, which is on a network of its own; write the foundation that it stands on`,
  );
};
