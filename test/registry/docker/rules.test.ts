import { registryCheck } from "../../../lib/registry/docker/rules";
import { mistakesIn } from "../../support/mistakes";

type Loose = Record<string, unknown>;

const tls = { host: "registry.example.com", certificate: "PEM", key: "PEM" };

describe("a registry's args on a Docker host", () => {
  it.each<Loose>([
    {},
    { repositories: ["web"], keep: 5, architecture: "arm64", port: 5000, tls, username: "ci", password: "hush" },
    { address: "ghcr.io/acme", username: "acme", password: "hush" },
    { address: "registry.example.com:5000/a/b-c" },
    { address: "123456789012.dkr.ecr.eu-central-1.amazonaws.com" },
  ])("may be %j", args => {
    expect(mistakesIn(registryCheck, args)).toEqual([]);
  });

  it.each<[string, Loose, string]>([
    [
      "an address with a scheme",
      { address: "https://ghcr.io" },
      'address: "https://ghcr.io" is not allowed; write a host, and the path that images go below, such as "ghcr.io/acme"',
    ],
    [
      "a port beside an address",
      { address: "ghcr.io", port: 5000 },
      "port: is for a registry of its own, which there is none of with an address; leave one of the two out",
    ],
    [
      "a certificate beside an address",
      { address: "ghcr.io", tls },
      "tls: is for a registry of its own, which there is none of with an address; leave one of the two out",
    ],
    [
      "half a login",
      { address: "ghcr.io", password: "hush" },
      "username: and password belong together; write both, or neither to push as docker login has it",
    ],
    [
      "a user without a password",
      { username: "ci" },
      "username: stands without a password; write both, or leave both out for one that is made up",
    ],
    [
      "a user's name that htpasswd cannot hold",
      { username: "a:b", password: "hush" },
      'username: "a:b" is not allowed; write a name without spaces and colons',
    ],
    [
      "a password that is none",
      { password: 1 },
      "password: must be a text; write a text or, better, config.requireSecret(…)",
    ],
    [
      "a certificate without its key",
      { tls: { host: "h", certificate: "PEM" } },
      "tls.key: is missing; it is required",
    ],
    [
      "a host that is none",
      { tls: { ...tls, host: "https://h" } },
      'tls.host: "https://h" is not allowed; write the host name of the certificate, such as "registry.example.com"',
    ],
    ["a port that is none", { port: 70_000 }, "port: 70000 is out of range; write a whole number from 1 to 65535"],
    ["keeping none", { keep: 0 }, "keep: 0 is out of range; write a whole number from 1 to 1000"],
  ])("tells %s", (_, args, message) => {
    expect(mistakesIn(registryCheck, args)).toEqual([message]);
  });
});
