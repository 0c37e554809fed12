const { createHash } = require("node:crypto");
const { account, region } = require("./answers.js");

/**
 * What a cloud would have answered, for the outputs that programs build upon. Inputs of the same name win. Every
 * resource has `COMMON`; `OF_TYPE` adds to it or mends it.
 */
const COMMON = {
  arn: ({ type, name }) => arn(serviceOf(type), `${kindOf(type)}/${name}`),
  name: ({ name, serial }) => `${name}-${serial}`,
  region: () => region,
};

const OF_TYPE = {
  "aws:acm/certificate:Certificate": {
    domainValidationOptions: ({ inputs }) =>
      [inputs.domainName, ...(inputs.subjectAlternativeNames ?? [])].map(domain => ({
        domainName: domain,
        resourceRecordName: `_check.${domain}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_answer.acm-validations.aws.",
      })),
  },
  "aws:cloudfront/distribution:Distribution": { domainName: ({ name }) => `${name}.cloudfront.net` },
  "aws:ec2/vpc:Vpc": {
    mainRouteTableId: () => "rtb-main",
    defaultSecurityGroupId: () => "sg-default",
    defaultNetworkAclId: () => "acl-default",
  },
  "aws:ec2/eip:Eip": { publicIp: () => "203.0.113.7", allocationId: ({ name }) => `eipalloc-${name}` },
  "aws:ecr/repository:Repository": {
    registryId: () => account,
    repositoryUrl: ({ inputs, name }) => `${account}.dkr.ecr.${region}.amazonaws.com/${inputs.name ?? name}`,
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    arn: ({ inputs, serial }) => arn("ecs", `task-definition/${inputs.family}:${serial}`),
    arnWithoutRevision: ({ inputs }) => arn("ecs", `task-definition/${inputs.family}`),
    revision: ({ serial }) => Number(serial),
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    primaryEndpointAddress: ({ name }) => `master.${name}.cache.amazonaws.com`,
    readerEndpointAddress: ({ name }) => `replica.${name}.cache.amazonaws.com`,
  },
  "aws:kms/key:Key": { keyId: ({ name }) => `key-${name}` },
  "aws:lambda/invocation:Invocation": { result: () => "null" },
  "aws:lb/loadBalancer:LoadBalancer": {
    arnSuffix: ({ name }) => `app/${name}/50dc6c495c0c9188`,
    dnsName: ({ name }) => `${name}.${region}.elb.amazonaws.com`,
    zoneId: () => "Z32O12XQLNTSW2",
  },
  "aws:lb/targetGroup:TargetGroup": { arnSuffix: ({ name }) => `targetgroup/${name}/73e2d6bc24d8a067` },
  "aws:rds/cluster:Cluster": { endpoint: ({ name }) => `${name}.rds.amazonaws.com`, masterUserSecrets: adminSecret },
  "aws:rds/instance:Instance": {
    address: ({ name }) => `${name}.rds.amazonaws.com`,
    endpoint: ({ name }) => `${name}.rds.amazonaws.com:5432`,
    port: () => 5432,
    masterUserSecrets: adminSecret,
  },
  "aws:route53/record:Record": { fqdn: ({ inputs }) => inputs.name },
  "aws:route53/zone:Zone": { zoneId: () => "Z0STANDIN", nameServers: () => ["ns-1.example.net"] },
  "aws:s3/bucket:Bucket": {
    arn: ({ name }) => `arn:aws:s3:::${name}`,
    bucket: ({ name }) => name,
    bucketDomainName: ({ name }) => `${name}.s3.amazonaws.com`,
    bucketRegionalDomainName: ({ name }) => `${name}.s3.${region}.amazonaws.com`,
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    arn: ({ inputs }) => inputs.secretId,
    versionId: ({ serial }) => `version-${serial}`,
  },
  "aws:sqs/queue:Queue": { url: ({ name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}` },
  "docker:index/container:Container": {
    exitCode: () => 0,
    containerLogs: () => "",
    networkDatas: () => [],
  },
  "docker:index/image:Image": { repoDigest: digest, baseImageName: ({ inputs }) => inputs.imageName },
  "docker:index/remoteImage:RemoteImage": { imageId: digest, repoDigest: digest },
  "docker-build:index:Image": {
    digest,
    ref: resource => `${resource.inputs.tags?.[0] ?? resource.name}@${digest(resource)}`,
    contextHash: digest,
  },
  "docker-build:index:Index": { ref: resource => `${resource.inputs.tag}@${digest(resource)}` },
  "random:index/randomId:RandomId": { hex: () => "0badcafe", b64Url: () => "C63K_g", dec: () => "195939070" },
  "random:index/randomPassword:RandomPassword": { result: ({ name }) => `made-up-password-of-${name}` },
  "random:index/randomString:RandomString": { result: () => "madeup" },
  "standin:index:Thing": { computed: ({ name }) => `computed by ${name}` },
};

/** Outputs that follow the inputs, and so change with an update; all others stay. */
const FOLLOWING = new Set(["contextHash", "digest", "ref"]);

/** How Pulumi writes that a value is not known yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The outputs of a new resource. */
function madeUp(resource) {
  return eachOutput(resource.type, ([output, make]) => [output, make(resource)]);
}

/** Of some outputs those that an update changes. */
function following(outputs) {
  return Object.fromEntries(Object.entries(outputs).filter(([output]) => FOLLOWING.has(output)));
}

/** The outputs of a new resource as a preview knows them. */
function unknown(type) {
  return eachOutput(type, ([output]) => [output, UNKNOWN]);
}

function eachOutput(type, entry) {
  return Object.fromEntries(Object.entries({ ...COMMON, ...OF_TYPE[type] }).map(entry));
}

function arn(service, resource) {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

/** The digest that an image of these inputs has: another context, another digest. */
function digest({ inputs }) {
  return `sha256:${createHash("sha256").update(JSON.stringify(inputs)).digest("hex")}`;
}

/** Where RDS keeps the password that it makes for the user who administers a server. */
function adminSecret({ name, inputs }) {
  if (!inputs.manageMasterUserPassword) return [];
  return [{ secretArn: arn("secretsmanager", `secret:rds!${name}`), secretStatus: "active", kmsKeyId: "key-1" }];
}

/** `ecs` from `aws:ecs/service:Service`. */
function serviceOf(type) {
  return type.split(":")[1].split("/")[0];
}

/** `service` from `aws:ecs/service:Service`. */
function kindOf(type) {
  return type.split(":").at(-1).toLowerCase();
}

module.exports = { following, madeUp, unknown };
