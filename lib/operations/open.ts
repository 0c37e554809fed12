import type { Setting } from "../common/docker/host/connection";
import { InputError } from "../common/errors";
import type { Manifest, Operations } from "./index";

export interface OpenOptions {
  /** The address of the Docker host. @default - what the manifest says, else `DOCKER_HOST`, else the local socket */
  host?: string | undefined;
  /** Ends what is waited for when it is aborted, where the operations are `interruptible`. @default - nothing does */
  signal?: AbortSignal | undefined;
  /** The settings of the stack's Docker provider, such as `certPath`. @default - the variables that it reads */
  setting?: Setting | undefined;
}

type Open = (manifest: Manifest, options: OpenOptions) => Operations;

/** The platforms with operations. Each is loaded when it is asked for, with its client library. */
const CELLS: Record<string, () => Open> = {
  aws: () => {
    const { AwsOperations }: typeof import("./aws") = require("./aws");
    return (manifest, { signal }) => new AwsOperations(manifest, { signal });
  },
  docker: () => {
    const { DockerOperations }: typeof import("./docker") = require("./docker");
    return (manifest, options) => new DockerOperations(manifest, options);
  },
};

/** The operations of a running system. @throws InputError where its platform has none */
export function openOperations(manifest: Manifest, options: OpenOptions = {}): Operations {
  const load = CELLS[manifest.platform];
  if (!load) {
    const message = `not available on ${manifest.platform}; use ${Object.keys(CELLS).join(", ")}`;
    throw new InputError("operations", [{ path: "", message }]);
  }
  return load()(manifest, options);
}
