import type { Manifest } from "../../lib/operations";
import type { AwsDetails } from "../../lib/operations/aws/details";

const ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";

/** A stack with a service behind a balancer, a worker, and a job. */
export const DETAILS: AwsDetails = {
  region: "eu-west-1",
  cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
  services: {
    web: {
      service: "shop-web-1a2b",
      logGroup: "/shop/production/web",
      front: {
        listener: `${ARN}:listener/app/shop/1/2`,
        rule: `${ARN}:listener-rule/app/shop/1/2/3`,
        targetGroups: [`${ARN}:targetgroup/shop-blue/4`, `${ARN}:targetgroup/shop-green/5`],
      },
    },
    mailer: { service: "shop-mailer-1a2b", logGroup: "/shop/production/mailer" },
  },
  jobs: {
    migrate: {
      taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-migrate-production:7",
      container: "migrate",
      logGroup: "/shop/production/migrate",
      subnets: ["subnet-1"],
      securityGroups: ["sg-1"],
      assignPublicIp: false,
    },
  },
  balancer: { arnSuffix: "app/shop/1", shared: false },
  errorPattern: "%ERROR%",
};

export function manifest(more: Partial<AwsDetails> = {}): Manifest {
  return {
    version: 1,
    platform: "aws",
    project: "shop",
    stack: "production",
    application: "shop",
    environment: "production",
    services: ["web"],
    jobs: ["migrate"],
    details: { ...DETAILS, ...more },
  };
}
