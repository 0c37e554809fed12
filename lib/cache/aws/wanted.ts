import { type Environment, preset, protects } from "../../common/environment";
import { cacheSpec } from "../defaults";
import type { AwsCacheArgs } from "./args";
import { type NodeType, nodeTypeFor, nodeTypeNamed } from "./nodes";

/** Everything that is to be, with its defaults. */
export interface Wanted {
  nodeType: NodeType | undefined;
  version: string;
  persistent: boolean;
  multiZone: boolean;
  environment: Environment;
  /** Whether entries are data that must not be lost. */
  protect: boolean;
}

export function wantedOf(args: AwsCacheArgs): Wanted {
  const { environment = "production", nodeType, version = "8.0", multiZone } = args;
  const { memory, persistent } = cacheSpec(args);
  return {
    nodeType: nodeType === undefined ? nodeTypeFor(memory) : nodeTypeNamed(nodeType),
    version,
    persistent,
    multiZone: multiZone ?? (persistent || preset(environment) === "production"),
    environment,
    protect: persistent && protects(environment),
  };
}
