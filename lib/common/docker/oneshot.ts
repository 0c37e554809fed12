import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { PlainError } from "../errors";

/**
 * Comes out when a one-shot container has ended well. The provider takes any end for a success, so it is looked at here.
 *
 * @throws PlainError with what the container said, when it did not
 */
export function succeeded(container: docker.Container, subject: string): pulumi.Output<void> {
  return pulumi.unsecret(
    pulumi.all([container.exitCode, container.containerLogs]).apply(([code, said]) => {
      if (code === 0) return;
      throw new PlainError(`${subject}: ${said.trim() || `ended with exit code ${code}`}`);
    }),
  );
}
