import { arnOf } from "../../common/aws/arns";
import { namedInLowerCase } from "../../common/aws/name";
import * as check from "../../common/checks";
import type { Mistakes } from "../../common/errors";
import { parseSize } from "../../common/size";
import { isGround, toldSubnets } from "../../target/aws/place";
import { cacheSpec } from "../defaults";
import { cacheChecks } from "../rules";
import { type AwsCacheArgs, VERSIONS } from "./args";
import { checkNothingBeside, existingCheck } from "./existing";
import { NODE_TYPES, nodeTypeNamed } from "./nodes";
import { wantedOf } from "./wanted";

export const NO_FOUNDATION = "is missing; write new aws.Foundation(…), on whose network the containers reach it";

/** Amazon ElastiCache user guide, "Authenticating with the Valkey and Redis OSS AUTH command". */
const PASSWORD = /^[A-Za-z0-9!&#$^<>-]{16,128}$/;

const password: check.Check = (value, path, mistakes) => {
  if (typeof value !== "string" || !PASSWORD.test(value))
    mistakes.add(path, "is no password of ElastiCache's; write 16 to 128 letters, digits and ! & # $ ^ < > -");
};

const shape = check.object<AwsCacheArgs>({
  ...cacheChecks,
  foundation: isGround,
  nodeType: check.text(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, 'write a type, such as "cache.m7g.large"'),
  version: check.oneOf(...VERSIONS),
  multiZone: check.flag,
  password: check.input(password),
  keyArn: arnOf("kms", /^key\/[\w-]+$/, "arn:aws:kms:…:key/…"),
  existing: existingCheck,
  transform: check.transforms,
});

/** Everything that can be wrong with a cache on AWS, but for what it stands on. */
export const cacheCheck: check.Check = (value, path, mistakes) => {
  shape(value, path, mistakes);
  if (!isArgs(value)) return;
  const told = (property: string, message: string) => mistakes.add(check.join(path, property), message);
  if (value.existing !== undefined) return checkNothingBeside(value, told);
  checkNodes(value, told);
  if (value.persistent === true && value.multiZone === false)
    told(
      "multiZone",
      "is false, and entries outlive the loss of a node in a second one only; leave one of the two out",
    );
};

/** The same, where it is made: on a foundation, and under a name that ElastiCache takes. */
export function wiredCacheCheck(name: string): check.Check {
  return check.all(cacheCheck, (value, path, mistakes) => {
    if (!isArgs(value) || value.existing !== undefined) return;
    namedInLowerCase(name)(value, path, mistakes);
    checkGround(value, mistakes);
  });
}

function isArgs(value: unknown): value is AwsCacheArgs {
  return check.isPlainObject(value);
}

function checkNodes(args: AwsCacheArgs, told: (property: string, message: string) => void): void {
  const { nodeType, memory } = args;
  if (nodeType !== undefined && memory !== undefined)
    told("memory", "stands beside nodeType, which has its own; leave one of the two out");
  if (typeof nodeType === "string" && !nodeTypeNamed(nodeType))
    told(
      "nodeType",
      `"${nodeType}" is not known here; write one such as ${NODE_TYPES[0]?.name}, or change the group by transform`,
    );
  const asked = cacheSpec(args).memory;
  if (nodeType === undefined && typeof asked === "string" && parseSize(asked) !== undefined && !wantedOf(args).nodeType)
    told("memory", "no type of node that is known here has so much for entries; change the group by transform");
}

function checkGround(args: AwsCacheArgs, mistakes: Mistakes): void {
  if (args.foundation === undefined) mistakes.add("foundation", NO_FOUNDATION);
  checkCacheSubnets(args, toldSubnets(args.foundation), mistakes);
}

/** That there are enough of them, as far as they are known. */
export function checkCacheSubnets(
  args: AwsCacheArgs,
  subnets: readonly unknown[] | undefined,
  mistakes: Mistakes,
): void {
  if (args.existing === undefined && subnets?.length === 1 && wantedOf(args).multiZone)
    mistakes.add(
      "foundation",
      "has one subnet for a cache, whose second node stands in another zone; write two privateSubnetIds, or multiZone: false",
    );
}
