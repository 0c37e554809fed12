import type * as docker from "@pulumi/docker";
import type { Transforms } from "../../common/component";
import type { FilesChildren } from "../../common/docker/files";
import type { LogAggregation } from "../../logs/docker";
import type { DatabaseArgs as ContractArgs } from "../index";

/** Every kind of child that the database makes; its parts have their own. */
export interface DatabaseChildren {
  data: docker.VolumeArgs;
  archive: docker.VolumeArgs;
  server: docker.ContainerArgs;
  exporter: docker.ContainerArgs;
}

export interface DatabaseArgs extends ContractArgs {
  /** Where its output goes, as lines of "database". @default - Docker's own logs, which are rotated */
  logs?: LogAggregation;
  /** Reshapes children, by kind; those of parts under the part. @default - none */
  transform?: Transforms<DatabaseChildren> & {
    /** Of the volumes with settings and with passwords. */
    files?: Transforms<FilesChildren>;
  };
}
