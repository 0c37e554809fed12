import * as pulumi from "@pulumi/pulumi";
import { ROTATION_SCRIPT } from "./rotationScript";

/** What the function is told by its one variable, CONFIGURATION. */
export interface RotationConfiguration {
  secret: string;
  cluster: string;
  taskDefinition: string;
  subnets: string[];
  securityGroups: string[];
  assignPublicIp: boolean;
  /** What a URL is made of, but for user and password: "postgres://", "host:5432/app?sslmode=require". */
  scheme: string;
  address: string;
  /** The two logins that take turns. */
  logins: [string, string];
}

/** The function as Lambda takes it. */
export function rotationArchive(): pulumi.asset.AssetArchive {
  return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(ROTATION_SCRIPT) });
}
