import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { Architecture } from "../../common/args";
import type { Transforms } from "../../common/component";
import type { FilesChildren } from "../../common/docker/files";
import type { RegistryArgs as ContractArgs } from "../index";

/** Every kind of child that a registry has. */
export interface RegistryChildren {
  volume: docker.VolumeArgs;
  registry: docker.ContainerArgs;
  /** Waits until the registry listens, before the first push. */
  reach: docker.ContainerArgs;
  /** The job that forgets images which are no longer kept. */
  expire: docker.ContainerArgs;
  /** The job that gives their room back. */
  collect: docker.ContainerArgs;
  image: docker.ImageArgs;
}

/** What other hosts reach the registry by. */
export interface RegistryTls {
  /** The host name that the certificate is for: "registry.example.com". */
  host: string;
  /** The certificate with its chain, in PEM. */
  certificate: pulumi.Input<string>;
  /** Its private key, in PEM. Kept as a secret. */
  key: pulumi.Input<string>;
}

export interface RegistryArgs extends ContractArgs {
  /**
   * A registry that is there already, and the path in it that images go below: "ghcr.io/acme", "docker.io/acme" or
   * "123456789012.dkr.ecr.eu-central-1.amazonaws.com/acme". It keeps and throws away images by its own rules.
   *
   * @default - a registry of its own, in a container on the host
   */
  address?: string;
  /** Who pushes. @default - with `address`, whoever `docker login` was done for; else "daytwo" */
  username?: pulumi.Input<string>;
  /** The password of that user. Kept as a secret. @default - with `address`, that of `docker login`; else one that is made up on the host */
  password?: pulumi.Input<string>;
  /** The port of the host on which its own registry answers, on the loopback address alone unless there is `tls`. @default 5050 */
  port?: number;
  /** With it, its own registry answers other hosts as well. @default - none: only the host itself reaches it */
  tls?: RegistryTls;
  /** The processor that images are built for. @default - the host's own */
  architecture?: Architecture;
  /** Reshapes children, by kind. @default - none */
  transform?: Transforms<RegistryChildren> & { files?: Transforms<FilesChildren> };
}
