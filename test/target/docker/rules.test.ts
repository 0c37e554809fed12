import { targetCheck } from "../../../lib/target/docker/rules";
import { mistakesIn } from "../../support/mistakes";

type Loose = Record<string, unknown>;

const web: Loose = { image: "ghcr.io/acme/shop@sha256:0123", health: "/healthz" };

function withWeb(change: Loose): Loose {
  return { services: { web: { ...web, ...change } } };
}

describe("a deployment target's args on a Docker host", () => {
  it("may hold all that is documented", () => {
    const part = { build: () => "", container: () => ({}), secrets: {}, environment: {} };
    const full = {
      environment: "production",
      application: "shop",
      tags: { team: "a" },
      services: {
        web: {
          ...web,
          secrets: { A: "b", C: { stored: "shop-database/url" } },
          domain: "shop.example.com",
          certificate: "internal",
        },
        built: { build: "./app", path: "/api" },
      },
      workers: { mailer: { image: "mailer" } },
      jobs: { cleanup: { image: "cleanup", schedule: "0 3 1 * 1" } },
      registry: part,
      logs: part,
      database: part,
      cache: part,
      storage: part,
      architecture: "arm64",
      ports: { http: 8080, https: 8443 },
      authority: { email: "ops@example.com", directory: "https://ca.example.com/directory" },
      accessLog: true,
      transform: { service: { container: (args: unknown) => args } },
    };
    expect(mistakesIn(targetCheck, full)).toEqual([]);
  });

  it.each<[string, Loose, string]>([
    ["a property that is none", { port: { http: 80 } }, "port: is no property; did you mean ports?"],
    [
      "a port that is none",
      { ports: { http: 0 } },
      "ports.http: 0 is out of range; write a whole number from 1 to 65535",
    ],
    ["one port for both", { ports: { http: 443 } }, "ports.https: 443 is the port for HTTP as well; write another"],
    [
      "an address that is none",
      { authority: { email: "ops" } },
      'authority.email: "ops" is not allowed; write an e-mail address, such as "ops@example.com"',
    ],
    [
      "an authority without HTTPS",
      { authority: { directory: "http://ca" } },
      'authority.directory: "http://ca" is not allowed; write its address, such as "https://ca.example.com/acme/acme/directory"',
    ],
    [
      "a certificate",
      withWeb({ domain: "shop.example.com", certificate: "arn:aws:acm" }),
      'services.web.certificate: is not offered on a Docker host, whose proxy gets certificates itself; leave it out, or write "internal" for one that browsers do not trust',
    ],
    [
      "two services with one domain",
      {
        services: {
          web: { ...web, domain: "shop.example.com" },
          api: { ...web, domain: "shop.example.com" },
        },
      },
      "services.api: answers at the same domain and path as web; give one of them another domain or path",
    ],
    [
      "two services whose paths the proxy cannot tell apart",
      { services: { web: { ...web, path: "/Api" }, api: { ...web, path: "/api/" } } },
      "services.api: answers at the same domain and path as web; give one of them another domain or path",
    ],
    [
      "an image whose name Docker cannot take",
      withWeb({ image: "ghcr.io/Acme/shop:1" }),
      'services.web.image: "ghcr.io/Acme/shop:1" is not allowed; write an image reference, its name in lower case, such as "ghcr.io/acme/shop@sha256:…"',
    ],
    [
      "a schedule of a day that there is not",
      { jobs: { cleanup: { image: "cleanup", schedule: "0 3 30 2 *" } } },
      'jobs.cleanup.schedule: "0 3 30 2 *" is a day that never comes; write one that does, such as "0 3 28 2 *"',
    ],
    [
      "a stored secret that is no file of a volume",
      withWeb({ secrets: { A: { stored: "arn:aws:secretsmanager" } } }),
      'services.web.secrets.A.stored: is no file of a volume; write the volume and the path in it, such as "shop-secrets/DATABASE_URL"',
    ],
    [
      "a path out of the volume",
      withWeb({ secrets: { A: { stored: "shop/../other" } } }),
      'services.web.secrets.A.stored: is no file of a volume; write the volume and the path in it, such as "shop-secrets/DATABASE_URL"',
    ],
    [
      "a key",
      withWeb({ secrets: { A: { stored: "shop/a", key: "k" } } }),
      "services.web.secrets.A.key: is not offered on a Docker host, which keeps secrets in volumes; leave it out",
    ],
    [
      "a variable that is a secret's",
      withWeb({ secrets: { A: "b" }, environment: { A_FILE: "c" } }),
      "services.web.environment.A_FILE: is the variable that says where the secret A lies; name one of the two otherwise",
    ],
    [
      "a foundation of nobody",
      { foundation: {} },
      "foundation: is no foundation of this row; write new docker.Foundation(…), or leave it out",
    ],
    [
      "logs of another row",
      { logs: { groupNames: {} } },
      "logs: is no LogAggregation; write new docker.LogAggregation(…), or leave it out",
    ],
    [
      "a database that is none",
      { database: "postgres" },
      "database: is no Database; write new docker.Database(…), or leave it out",
    ],
    ["access logs", { accessLog: "yes" }, 'accessLog: must be true or false, not "yes"; write true or false'],
  ])("tells %s", (_, args, message) => {
    expect(mistakesIn(targetCheck, args)).toEqual([message]);
  });

  it("tells all mistakes at once", () => {
    expect(mistakesIn(targetCheck, { ports: { http: 443 }, accessLog: 1, services: { web: {} } })).toHaveLength(3);
  });
});
