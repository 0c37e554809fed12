import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

/** What a container definition needs to log into its group. */
export interface ContainerLogging {
  /** `logConfiguration` in the form of ECS's container definition, whose values may still be unknown. */
  logConfiguration: { logDriver: "awslogs"; options: Record<string, pulumi.Input<string>> };
  groupName: pulumi.Output<string>;
  groupArn: pulumi.Output<string>;
  /** Variables that ask the container for structured logs. */
  environment: Record<string, string>;
}

/**
 * Lines wait in memory, and the application does not. Blocking, an application stands still when CloudWatch is slow to take
 * its lines, health checks included; not blocking, lines are lost once the buffer is full, and with a task that is killed. The
 * buffer is of the task's memory; AWS's own tests advise 25 MB or more (AWS containers blog, "Preventing log loss with
 * non-blocking mode in the AWSLogs container log driver").
 */
const DELIVERY = { mode: "non-blocking", "max-buffer-size": "25m" };

/** What the container of a source needs to log into the source's group. */
export function containerLogging(
  source: string,
  { name, arn, region }: cloudwatch.LogGroup,
  environment: Record<string, string>,
): ContainerLogging {
  const options = { "awslogs-group": name, "awslogs-region": region, "awslogs-stream-prefix": source, ...DELIVERY };
  return { logConfiguration: { logDriver: "awslogs", options }, groupName: name, groupArn: arn, environment };
}
