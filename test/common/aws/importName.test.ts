import { nameOfImport } from "../../../lib/common/aws/importName";

const arn = (rest: string) => `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${rest}`;

describe("the name of what is imported", () => {
  it.each<[string, string, Record<string, string>]>([
    ["aws:s3/bucket:Bucket", "acme-uploads", { bucket: "acme-uploads" }],
    ["aws:rds/instance:Instance", "shop-legacy", { identifier: "shop-legacy" }],
    ["aws:elasticache/replicationGroup:ReplicationGroup", "shop", { replicationGroupId: "shop" }],
    ["aws:cloudwatch/logGroup:LogGroup", "/acme/shop", { name: "/acme/shop" }],
    ["aws:lb/loadBalancer:LoadBalancer", arn("loadbalancer/app/shop/50dc6c495c0c9188"), { name: "shop" }],
    ["aws:lb/targetGroup:TargetGroup", arn("targetgroup/shop-blue/73e2d6bc24d8a067"), { name: "shop-blue" }],
    [
      "aws:secretsmanager/secret:Secret",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme/shop-url-AbC1d2",
      { name: "acme/shop-url" },
    ],
    ["aws:sns/topic:Topic", "arn:aws:sns:eu-west-1:123456789012:alarms", { name: "alarms" }],
    ["aws:lb/loadBalancer:LoadBalancer", "no ARN", {}],
    ["aws:ec2/vpc:Vpc", "vpc-0abc", {}],
    ["toString", "x", {}],
  ])("%s %s", (type, id, expected) => {
    expect(nameOfImport(type, id)).toEqual(expected);
  });
});
