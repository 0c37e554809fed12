import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

class Site extends pulumi.ComponentResource {
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: { password: pulumi.Input<string> }, opts?: pulumi.ComponentResourceOptions) {
    super("site:index:Site", name, args, opts);
    const bucket = new aws.s3.Bucket(`${name}-bucket`, { tags: { name } }, { parent: this, protect: true });
    const topic = new aws.sns.Topic(`${name}-topic`, {}, { parent: this });
    new aws.s3.BucketNotification(
      `${name}-notification`,
      { bucket: bucket.id, topics: [{ topicArn: topic.arn, events: ["s3:ObjectCreated:*"] }] },
      { parent: this, dependsOn: topic },
    );
    new aws.ssm.Parameter(
      `${name}-password`,
      { type: "SecureString", value: args.password, name: pulumi.interpolate`/${name}/${bucket.bucket}` },
      { parent: this },
    );
    this.endpoint = bucket.bucketRegionalDomainName;
    this.registerOutputs({ endpoint: this.endpoint });
  }
}

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });
const site = new Site("site", { password: config.requireSecret("password") }, { providers: [ireland] });
const region = aws.getRegionOutput({}, { provider: ireland });
const role = new aws.iam.Role("role", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
  description: pulumi.interpolate`in ${region.region}`,
});
new aws.iam.RolePolicyAttachment("attachment", { role, policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });

export const endpoint = site.endpoint;
