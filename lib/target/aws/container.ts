import type * as pulumi from "@pulumi/pulumi";
import type { ContainerLogging } from "../../logs/aws";
import { DEFAULT_PORT, DRAIN_SECONDS } from "../defaults";
import type { ServiceArgs } from "../spec";
import type { Secrets } from "./secrets";
import type { TaskContainer } from "./task";

/** What a container definition is made of. */
export interface Definition {
  source: string;
  container: TaskContainer;
  image: pulumi.Output<string>;
  service?: ServiceArgs | undefined;
  logging: ContainerLogging;
  secrets?: Secrets | undefined;
}

/** The container in the form of ECS's task definition, which takes it as JSON. */
export function containerDefinition({ source, container, image, service, logging, secrets }: Definition): object {
  return {
    name: source,
    image,
    essential: true,
    command: container.command,
    portMappings: service ? [{ containerPort: service.port ?? DEFAULT_PORT, protocol: "tcp" }] : [],
    environment: variables({ ...logging.environment, ...container.environment }),
    secrets: secrets?.variables ?? [],
    logConfiguration: logging.logConfiguration,
    // The kernel reaps what the program leaves behind, and passes the stop signal on.
    linuxParameters: { initProcessEnabled: true },
    stopTimeout: DRAIN_SECONDS,
  };
}

function variables(environment: Record<string, pulumi.Input<string>>): object[] {
  return Object.entries(environment)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => ({ name, value }));
}
