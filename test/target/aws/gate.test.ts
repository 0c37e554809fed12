import * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { gate } from "../../../lib/target/aws/rollout";

const arn = (revision: number) =>
  `arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-web-production:${revision}`;

/** What the gate lets through when ECS runs one task definition and another was asked for. */
function gated(running: string, requested: string): Promise<unknown> {
  const service = { taskDefinition: pulumi.output(running) };
  return plan(() => ({ running: gate(service, "shop-web", pulumi.output(requested)) })).then(
    ({ outputs }) => outputs.running,
  );
}

describe("the gate after a rollout", () => {
  it("lets through what was asked for", async () => {
    await expect(gated(arn(42), arn(42))).resolves.toBe(arn(42));
  });

  it("takes an ARN and family:revision for the same", async () => {
    await expect(gated("shop-web-production:42", arn(42))).resolves.toBe(arn(42));
  });

  it("fails the update when ECS went back to the version before, and says which runs", async () => {
    await expect(gated(arn(41), arn(42))).rejects.toThrow(
      "shop-web: the rollout was rolled back: ECS runs shop-web-production:41, not shop-web-production:42; " +
        "look at the service's stopped tasks and its rollback alarms, mend the cause and run pulumi up again",
    );
  });
});
