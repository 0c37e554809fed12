import type { Architecture } from "../../common/args";
import type { Transforms } from "../../common/component";
import type { FilesChildren } from "../../common/docker/files";
import type { LogAggregation } from "../../logs/docker";
import type { DeploymentTargetArgs } from "../index";
import type { ImageChildren } from "./image";
import type { JobChildren } from "./job";
import type { ProxyChildren } from "./proxy";
import type { ServiceChildren } from "./service";
import type { WorkerChildren } from "./worker";

/** The ports of the host on which the proxy answers. */
export interface PublicPorts {
  /** @default 80 */
  http?: number;
  /** Taken only when a service has a domain. Certificates of a public authority need 443, or 80, seen from the internet. @default 443 */
  https?: number;
}

/** Who signs the certificates of the services' domains. */
export interface Authority {
  /** Where the authority writes to when something is wrong with a certificate. @default - nowhere */
  email?: string;
  /** The directory of an ACME authority of one's own: "https://ca.example.com/acme/acme/directory". @default - Let's Encrypt, and without `email` ZeroSSL where that fails */
  directory?: string;
}

export interface DockerDeploymentTargetArgs extends DeploymentTargetArgs {
  logs?: LogAggregation;
  /** The processor that images are built for. @default - the host's own */
  architecture?: Architecture;
  /** The ports of the host on which the services answer. A change of them interrupts the services. @default { http: 80, https: 443 } */
  ports?: PublicPorts;
  /** Who signs the certificates. @default - Let's Encrypt and ZeroSSL, without an address to write to */
  authority?: Authority;
  /** Whether the proxy logs every request, as JSON, without query strings and headers. @default false */
  accessLog?: boolean;
  /** Reshapes children, by part and kind. @default - none */
  transform?: {
    proxy?: Transforms<ProxyChildren>;
    image?: Transforms<ImageChildren>;
    service?: Transforms<ServiceChildren>;
    worker?: Transforms<WorkerChildren>;
    job?: Transforms<JobChildren>;
    secrets?: Transforms<FilesChildren>;
  };
}
