import * as pulumi from "@pulumi/pulumi";

/** The Region that the stack's configuration names. A provider that the program makes itself may have another. */
export function configuredRegion(): string | undefined {
  return new pulumi.Config("aws").get("region");
}
