const account = "123456789012";
const region = "eu-west-1";

/** What the stand-in answers to invokes, by token; each gets the arguments and returns the result. */
const answers = {
  "aws:index/getRegion:getRegion": args => {
    const name = args.region ?? args.name ?? region;
    return { id: name, name, region: name, description: "Europe (Ireland)", endpoint: `ec2.${name}.amazonaws.com` };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: account,
    accountId: account,
    userId: "AIDASTANDIN",
    arn: `arn:aws:iam::${account}:user/stand-in`,
  }),
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({
    id: region,
    names: ["a", "b", "c"].map(letter => `${region}${letter}`),
    zoneIds: ["1", "2", "3"].map(number => `euw1-az${number}`),
  }),
  "aws:route53/getZone:getZone": ({ name = "example.com", zoneId = "Z0STANDIN" }) => ({
    id: zoneId,
    zoneId,
    name,
    arn: `arn:aws:route53:::hostedzone/${zoneId}`,
    nameServers: ["ns-1.example.net"],
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": args => {
    const json = JSON.stringify({ Version: "2012-10-17", Statement: args.statements ?? [] });
    return { id: "policy", json, minifiedJson: json };
  },
  "aws:iam/getPolicy:getPolicy": ({ name, arn = `arn:aws:iam::aws:policy/${name}` }) => ({ id: arn, arn, name }),
  "aws:ec2/getVpc:getVpc": ({ id = "vpc-default" }) => ({
    id,
    cidrBlock: "10.0.0.0/16",
    default: id === "vpc-default",
  }),
  "aws:ec2/getSubnets:getSubnets": () => ({ id: region, ids: ["subnet-1", "subnet-2"] }),
  "aws:ec2/getAmi:getAmi": () => ({ id: "ami-standin", architecture: "x86_64" }),
  "aws:kms/getAlias:getAlias": ({ name }) => ({
    id: name,
    name,
    arn: `arn:aws:kms:${region}:${account}:${name}`,
    targetKeyId: "key-1",
    targetKeyArn: `arn:aws:kms:${region}:${account}:key/key-1`,
  }),
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": () => ({
    id: region,
    userName: "AWS",
    password: "stand-in-password",
    authorizationToken: "QVdTOnN0YW5kLWlu",
    proxyEndpoint: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
    expiresAt: "2030-01-01T00:00:00Z",
  }),
  "standin:index:getAnswer": args => ({ question: args.question, answer: `answer to ${args.question}` }),
};

module.exports = { account, answers, region };
